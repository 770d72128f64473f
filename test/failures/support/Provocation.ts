import type { FailureDescription } from '../../../miniprogram/cos/i18n/describeFailure';
import type { Stage } from './Stage';

/** How a failure is made to happen. */
export type Provocation = {
  /** In a few words: `the policy of the key lacks GetBucket`. */
  readonly how: string;
  /** `said`: nothing here does it by itself, so that COS or WeChat is told to say it. Default: it really happens. */
  readonly by?: 'said';
} & (
  | {
      /** Rejects with it. */
      readonly fail: (stage: Stage) => Promise<unknown>;
    }
  | {
      /** What a page or a component shows of it, in the language of the phone. */
      readonly show: (stage: Stage) => Promise<FailureDescription>;
    }
);
