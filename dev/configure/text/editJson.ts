import { SourceText } from './SourceText';
import { type Properties, setProperties } from './setProperties';

/**
 * The text of a JSON object, as `project.config.json`, with these values: the same text when it has them already, and else
 * with nothing changed but them.
 *
 * @throws NotUnderstood for what is no JSON object.
 */
export function editJson(text: string, wanted: Properties): string {
  const source = SourceText.ofJson(text);
  return source.edited(setProperties(source, source.object, wanted));
}
