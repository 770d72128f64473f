import type { Action, Attempt } from '../failures/Failure';
import { failureFrom } from '../failures/failureFrom';
import { type PausableCancellation, type PausableTask, startTask } from '../task/Task';
import type { TimeLimits } from '../task/timeLimits';
import type { CosClient } from './CosClient';
import type { CosConfig } from './CosConfig';
import { createClient } from './createClient';

const PREPARING: Attempt = { action: 'credential' };

/**
 * One bucket, as the flows reach it. The client is made by the first flow: a config that can't work is then that flow's
 * `Failure`, and no error while the Mini Program starts.
 */
export class Connection {
  private made: CosClient | undefined;
  private readonly listeners: ((action: Action) => void)[] = [];
  /** Keys of what was deleted here, or is about to be: what is still on its way for one of them is wanted no more. */
  readonly deleted = new Set<string>();

  constructor(
    readonly config: CosConfig,
    readonly limits: TimeLimits,
  ) {}

  /**
   * What begins from now on has a new client: with a new key, which is what the cloud function allows now, and with the clock
   * still to be set.
   */
  renew(): void {
    this.made = undefined;
  }

  /** Whatever `work` throws is a `Failure` of this attempt. */
  async run<T>(attempt: Attempt, work: (client: CosClient) => Promise<T>): Promise<T> {
    try {
      const client = this.made ?? createClient(this.config, attempt, this.limits);
      this.made = client;
      const result = await work(client);
      for (const listener of this.listeners) listener(attempt.action);
      return result;
    } catch (error) {
      throw failureFrom(error, attempt, this.made?.target);
    }
  }

  /** The key comes while the person is busy with `flow`: it is there when it is needed. Who needs it hears of what fails. */
  preparing<Params extends unknown[], T>(flow: (...params: Params) => T): (...params: Params) => T {
    return (...params) => {
      const result = flow(...params);
      this.run(PREPARING, (client) => client.credential(PREPARING)).catch(() => undefined);
      return result;
    };
  }

  /** Called when something has succeeded. For what nobody waits for, and what has time until then. */
  onDone(listener: (action: Action) => void): void {
    this.listeners.push(listener);
  }

  /** `run` for work that can be cancelled. */
  start<T>(
    attempt: Attempt,
    work: (client: CosClient, cancellation: PausableCancellation) => Promise<T>,
  ): PausableTask<T> {
    return startTask(attempt, (cancellation) => this.run(attempt, (client) => work(client, cancellation)));
  }
}
