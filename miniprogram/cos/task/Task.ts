import type { Attempt, Failure } from '../failures/Failure';
import { cancelled } from '../failures/failureFrom';

export interface Progress {
  /** Bytes. */
  readonly loaded: number;
  /** Bytes. */
  readonly total: number;
}

/** Something that takes a while and can be stopped. */
export interface Task<T> {
  /** Rejects with a `Failure`; after `cancel()` with code `cancelled`. Always settles. */
  readonly result: Promise<T>;
  cancel(): void;
}

/** What the work of a task sees of its cancellation. */
export interface Cancellation {
  /** Settles like `step`, or rejects with `cancelled` as soon as the task is cancelled; `stop` then ends the step. */
  unlessCancelled<T>(step: Promise<T>, stop?: () => void): Promise<T>;
  throwIfCancelled(): void;
}

/** For work that nobody can cancel. */
export const notCancellable: Cancellation = {
  unlessCancelled: (step) => step,
  throwIfCancelled: () => undefined,
};

/**
 * Runs `work` and makes it cancellable at each step that goes through `unlessCancelled`. The result settles after `work` did,
 * its `finally` included.
 */
export function startTask<T>(attempt: Attempt, work: (cancellation: Cancellation) => Promise<T>): Task<T> {
  let failure: Failure | undefined;
  const listeners = new Set<(failure: Failure) => void>();
  const throwIfCancelled = () => {
    if (failure) throw failure;
  };
  const unlessCancelled = async <S>(step: Promise<S>, stop?: () => void): Promise<S> => {
    let listener: ((failure: Failure) => void) | undefined;
    const stopped = new Promise<never>((_resolve, reject) => {
      listener = (reason) => {
        stop?.();
        reject(reason);
      };
      if (failure) listener(failure);
      else listeners.add(listener);
    });
    try {
      return await Promise.race([step, stopped]);
    } finally {
      if (listener) listeners.delete(listener);
    }
  };
  return {
    result: Promise.resolve().then(() => work({ unlessCancelled, throwIfCancelled })),
    cancel() {
      if (failure) return;
      failure = cancelled(attempt);
      for (const listener of listeners) listener(failure);
    },
  };
}
