import { expectOption } from '../failures/expectOption';
import { type FailureView, failureView } from './failureView';
import { type Language, messages } from './messages';

/** What a person reads of something that went wrong. */
export type FailureDescription = Pick<
  FailureView,
  'code' | 'heading' | 'cause' | 'advice' | 'help' | 'helpLabel' | 'report'
>;

/**
 * What was attempted, why it failed and what helps, in whole sentences, and a report to copy that has no secret in it.
 * Takes whatever was thrown: what is no `Failure` has the code `unknown`.
 *
 * @param language default: WeChat's, English for all that is not Chinese
 */
export function describeFailure(failure: unknown, language?: Language): FailureDescription {
  const known = language === undefined || language === 'en' || language === 'zh';
  expectOption(known, 'describeFailure: language', language, "'en' or 'zh'");
  return descriptionOf(failureView(failure, 'other', messages(language)));
}

/** What of a failure card is told to others, as the `error` of a component: the rest is the card's own. */
export function descriptionOf(view: FailureView): FailureDescription {
  const { code, heading, cause, advice, help, helpLabel, report } = view;
  return { code, heading, cause, advice, help, helpLabel, report };
}
