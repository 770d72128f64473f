import type { ScreenMessages } from '../i18n/screenMessages';
import type { FileSource } from '../index';
import { askLine } from './askLine';

/**
 * Asks where files come from, unless there is only one answer. Undefined when the person changed their mind. Rejects with a
 * `Failure`.
 */
export async function askSource(
  sources: readonly FileSource[],
  texts: ScreenMessages,
): Promise<FileSource | undefined> {
  if (sources.length === 1) return sources[0];
  const line = await askLine(sources.map((source) => texts.source[source]));
  return line === undefined ? undefined : sources[line];
}
