import type { CosClient } from '../client/CosClient';
import type { Attempt } from '../failures/Failure';
import type { Cancellation, Progress } from '../task/Task';

export interface DownloadContext {
  readonly client: CosClient;
  readonly cancellation: Cancellation;
  readonly attempt: Attempt;
  readonly beforeAlbumQuestion?: (() => Promise<boolean>) | undefined;
  readonly onProgress: ((progress: Progress) => void) | undefined;
}
