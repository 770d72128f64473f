import type { Attempt } from '../failures/Failure';
import { failureFrom } from '../failures/failureFrom';
import { type Cancellation, startTask, type Task } from '../task/Task';
import { type TimeLimits, timeLimits } from '../task/timeLimits';
import type { CosClient } from './CosClient';
import type { CosConfig } from './CosConfig';
import { createClient } from './createClient';

/**
 * One bucket, as the flows reach it. The client is made by the first flow: a config that can't work is then that flow's
 * `Failure`, and no error while the Mini Program starts.
 */
export class Connection {
  private made: CosClient | undefined;

  constructor(
    readonly config: CosConfig,
    readonly limits: TimeLimits = timeLimits,
  ) {}

  /** Whatever `work` throws is a `Failure` of this attempt. */
  async run<T>(attempt: Attempt, work: (client: CosClient) => Promise<T>): Promise<T> {
    try {
      this.made ??= createClient(this.config, attempt, this.limits);
      return await work(this.made);
    } catch (error) {
      throw failureFrom(error, attempt, this.made?.target);
    }
  }

  /** The same for work that can be cancelled. */
  start<T>(attempt: Attempt, work: (client: CosClient, cancellation: Cancellation) => Promise<T>): Task<T> {
    return startTask(attempt, (cancellation) => this.run(attempt, (client) => work(client, cancellation)));
  }
}
