import type { Attempt } from '../failures/Failure';
import { failureFrom } from '../failures/failureFrom';

/** Milliseconds. */
const PAUSE = 100;

/**
 * WeChat runs ten requests at once, and some versions refuse more: what is refused is sent again until another one is over,
 * for `patience` milliseconds. Nothing of it has left, so that it is no try that failed.
 */
export async function whenThereIsRoom<T>(
  attempt: Attempt,
  patience: number,
  send: () => Promise<T>,
): Promise<T> {
  for (let waited = 0; ; waited += PAUSE) {
    try {
      return await send();
    } catch (error) {
      if (waited >= patience || failureFrom(error, attempt).code !== 'too-many-requests') throw error;
      await new Promise<void>((resolve) => setTimeout(resolve, PAUSE));
    }
  }
}
