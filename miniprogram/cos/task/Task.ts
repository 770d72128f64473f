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

/** A task that can be told to begin nothing more. */
export interface PausableTask<T> extends Task<T> {
  /** Like `cancel`, but what goes through `evenPaused` ends first, and the result is as it ends. */
  pause(): void;
}

/** What the work of a task sees of its cancellation. */
export interface Cancellation {
  /** Settles like `step`, or rejects with `cancelled` as soon as the task is cancelled; `stop` then ends the step. */
  unlessCancelled<T>(step: Promise<T>, stop?: () => void): Promise<T>;
  throwIfCancelled(): void;
}

/** By itself it is a pause or a cancel. */
export interface PausableCancellation extends Cancellation {
  /** For what is better ended than begun again: a cancel only. */
  readonly evenPaused: Cancellation;
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
export function startTask<T>(
  attempt: Attempt,
  work: (cancellation: PausableCancellation) => Promise<T>,
): PausableTask<T> {
  const whole = stoppable(attempt);
  const pausable = stoppable(attempt);
  const { unlessCancelled, throwIfCancelled } = pausable;
  return {
    result: Promise.resolve().then(() => work({ unlessCancelled, throwIfCancelled, evenPaused: whole })),
    pause: pausable.stop,
    cancel() {
      whole.stop();
      pausable.stop();
    },
  };
}

function stoppable(attempt: Attempt): Cancellation & { stop(): void } {
  let failure: Failure | undefined;
  const listeners = new Set<(failure: Failure) => void>();
  return {
    throwIfCancelled() {
      if (failure) throw failure;
    },
    async unlessCancelled<S>(step: Promise<S>, stop?: () => void): Promise<S> {
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
    },
    stop() {
      if (failure) return;
      failure = cancelled(attempt);
      for (const listener of listeners) listener(failure);
    },
  };
}
