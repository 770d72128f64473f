import type { FailureParams } from '../failures/Failure';
import type { FailureCode } from '../failures/FailureCode';

export interface FailureText {
  /** One sentence: why. */
  readonly cause: string;
  /** What to do now. */
  readonly advice: string;
}

/** Each text copes with params that are not known. */
export type FailureTexts = Readonly<Record<FailureCode, (params: FailureParams) => FailureText>>;
