import type { PhoneEvents } from '../../messages/PhoneProtocol';
import type { NetworkTask, PagePlace } from './network/NetworkPort';
import { networkFailures } from './network/networkFailures';

/** The network calls of one page, so that it can abort them and that none outlives it. */
export class Tasks {
  readonly #controllers = new Map<number, AbortController>();

  /** @param from where the page runs. */
  constructor(
    private readonly page: PhoneEvents,
    private readonly from: PagePlace,
  ) {}

  async run<Result>(task: number, call: (task: NetworkTask) => Promise<Result>): Promise<Result> {
    const controller = new AbortController();
    this.#controllers.set(task, controller);
    try {
      return await call({
        from: this.from,
        signal: controller.signal,
        onProgress: (done, total) => this.page.taskProgress({ task, done, total }),
        onHeaders: (answer) => this.page.taskHeaders({ task, answer }),
      });
    } finally {
      this.#controllers.delete(task);
    }
  }

  abort(task: number): void {
    this.#controllers.get(task)?.abort(networkFailures.aborted());
  }

  /** The page is gone. */
  abortAll(): void {
    for (const controller of this.#controllers.values()) controller.abort(networkFailures.interrupted());
  }
}
