import type { FailureParams } from '../failures/Failure';
import type { FailureCode } from '../failures/FailureCode';

export interface FailureText {
  /** One sentence: why. */
  readonly cause: string;
  /** What to do now. */
  readonly advice: string;
}

/** Those that tell of the params cope with ones that are not known. */
export type FailureTexts = Readonly<
  Record<FailureCode, FailureText | ((params: FailureParams) => FailureText)>
>;
