import type { Failure } from '../failures/Failure';
import type { FailureText, FailureTexts } from './FailureText';
import type { Messages } from './messages';

/** What a person reads of it. A code that another version wrote down, with an upload that comes back, may be none of this one. */
export function textOf({ code, params }: Pick<Failure, 'code' | 'params'>, texts: Messages): FailureText {
  const known: Partial<FailureTexts> = texts.failures;
  const text = known[code] ?? texts.failures.unknown;
  return typeof text === 'function' ? text(params) : text;
}
