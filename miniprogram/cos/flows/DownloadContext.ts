import type { CosClient } from '../client/CosClient';
import type { Cancellation, Progress } from '../client/Task';
import type { TimeLimits } from '../client/timeLimits';
import type { Attempt } from '../failures/Failure';

export interface DownloadContext {
  readonly client: CosClient;
  readonly limits: TimeLimits;
  readonly cancellation: Cancellation;
  readonly attempt: Attempt;
  readonly onProgress: ((progress: Progress) => void) | undefined;
}
