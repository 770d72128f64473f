import type { PhoneConnection } from '../../messages/PhoneService';
import type { NetworkTask } from './network/NetworkPort';
import { networkFailures } from './network/networkFailures';

/** The network calls of each page, so that the page can abort them and that none outlives it. */
export class Tasks {
  readonly #controllers = new Map<PhoneConnection, Map<number, AbortController>>();

  async run<Result>(
    connection: PhoneConnection,
    task: number,
    call: (task: NetworkTask) => Promise<Result>,
  ): Promise<Result> {
    const controller = new AbortController();
    const ofPage = this.#controllers.get(connection) ?? new Map<number, AbortController>();
    this.#controllers.set(connection, ofPage);
    ofPage.set(task, controller);
    try {
      return await call({
        signal: controller.signal,
        onProgress: (done, total) => connection.emit('network.progress', { task, done, total }),
        onHeaders: (answer) => connection.emit('network.headers', { task, answer }),
      });
    } finally {
      ofPage.delete(task);
    }
  }

  abort(connection: PhoneConnection, task: number): void {
    this.#controllers.get(connection)?.get(task)?.abort(networkFailures.aborted());
  }

  /** The page is gone. */
  abortAll(connection: PhoneConnection): void {
    const ofPage = this.#controllers.get(connection);
    this.#controllers.delete(connection);
    for (const controller of ofPage?.values() ?? []) controller.abort(networkFailures.interrupted());
  }
}
