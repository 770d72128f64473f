import { Failure } from '../failures/Failure';
import { scopeOf } from '../failures/scopeOf';
import { appLife } from './AppLife';
import type { Cancellation } from './Task';

export interface Retrying {
  /**
   * Milliseconds before the second try, the third and so on: from the beginning of the one before it when nobody answered that, so
   * that one which was cut after it had carried bytes is tried again at once; from its end when a server said that it can't.
   */
  readonly pauses: readonly number[];
  /** Milliseconds since the first failure after which nothing is tried again: a try may wait long before it begins. */
  readonly patience: number;
}

/** Rejects as the last try did, or at once when the cause is none that passes or the task is cancelled. */
export async function retry<T>(
  work: () => Promise<T>,
  { pauses, patience }: Retrying,
  { unlessCancelled, throwIfCancelled }: Cancellation,
): Promise<T> {
  let failing: number | undefined;
  for (const pause of pauses) {
    const begun = appLife.now();
    try {
      throwIfCancelled();
      return await work();
    } catch (error) {
      if (!(error instanceof Failure && scopeOf(error.code) === 'network')) throw error;
      failing ??= appLife.now();
      if (appLife.now() - failing > patience) throw error;
      // From half of it on: files that failed in one moment don't all come back in one.
      const rest = pause * (0.5 + Math.random() / 2);
      const took = error.status === undefined ? appLife.now() - begun : 0;
      if (took < rest) await wait(rest - took, unlessCancelled);
    }
  }
  throwIfCancelled();
  return work();
}

function wait(milliseconds: number, unlessCancelled: Cancellation['unlessCancelled']): Promise<void> {
  let timer: ReturnType<typeof setTimeout>;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  return unlessCancelled(over, () => clearTimeout(timer));
}
