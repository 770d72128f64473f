import { afterShown } from '../task/afterShown';
import type { Cancellation } from '../task/Task';
import { network } from './Network';

/** Without a word of WeChat's only a request can tell whether anything gets through: one is tried after so many milliseconds. */
const PROBE = 8000;

/**
 * Resolves when a request has a chance: at once, or when the network is back and the Mini Program in front. After `patience`
 * milliseconds in front it resolves all the same: then a request has to say what is wrong.
 */
export function untilOnline(patience: number, { unlessCancelled }: Cancellation): Promise<void> {
  const hasChance = () => network.isOnline && !network.isHidden;
  if (hasChance()) return Promise.resolve();
  let stop: () => void = () => undefined;
  const online = new Promise<void>((resolve) => {
    const unsubscribe = network.subscribe(() => {
      if (hasChance()) end();
    });
    const limit = network.type === 'none' ? patience : Math.min(patience, PROBE);
    const endLimit = afterShown(limit, () => end());
    stop = () => {
      unsubscribe();
      endLimit();
    };
    const end = () => {
      stop();
      resolve();
    };
  });
  return unlessCancelled(online, () => stop());
}
