import { type Attempt, Failure } from '../failures/Failure';
import { failureFrom } from '../failures/failureFrom';
import { scopeOf } from '../failures/scopeOf';
import { lanes } from '../network/Lanes';
import { network } from '../network/Network';
import type { StoredObject } from '../objects/StoredObject';
import { someAtATime } from '../task/someAtATime';
import type { Cancellation } from '../task/Task';
import { Throttle } from '../task/Throttle';

/** Of all files together. */
export interface RemoveAllProgress {
  /** How many there are. */
  readonly files: number;
  /** How many are gone. */
  readonly removed: number;
  /** How many will not go. */
  readonly failed: number;
}

export interface RemoveAllResult {
  readonly removed: readonly StoredObject[];
  readonly failed: readonly NotRemoved[];
}

export interface NotRemoved {
  readonly object: StoredObject;
  readonly failure: Failure;
}

/** Requests at a time; so many failures in a row are no accident of one file. */
const AT_ONCE = 4;
/** Between two calls of the listener. Milliseconds. */
const PACE = 250;

/**
 * One request for each. DeleteMultipleObjects takes 1,000, but has its keys in its body: whether a temporary key that may delete
 * below a prefix only may send it, and what of it is done when one key is refused, is documented nowhere.
 *
 * What fails for a reason that all others would meet, or without a success in between, ends it: the others fail for that reason too.
 */
export async function removeAll(
  objects: readonly StoredObject[],
  remove: (object: StoredObject, attempt: Attempt) => Promise<void>,
  cancellation: Cancellation,
  onProgress: ((progress: RemoveAllProgress) => void) | undefined,
): Promise<RemoveAllResult> {
  const removed: StoredObject[] = [];
  const failed: NotRemoved[] = [];
  const progress = new Throttle(() => {
    onProgress?.({ files: objects.length, removed: removed.length, failed: failed.length });
  }, PACE);
  let inRow = 0;
  let common: Failure | undefined;

  const removeOne = async (object: StoredObject): Promise<void> => {
    const attempt: Attempt = { action: 'delete', key: object.key, name: object.name };
    try {
      if (common) throw common;
      // Of no bytes: it is over at once, and shares WeChat's ten requests with what carries files.
      const wish = { fileBytes: 0, bytes: 0, extra: false };
      await lanes.run(wish, cancellation, () => remove(object, attempt));
      inRow = 0;
      removed.push(object);
    } catch (error) {
      cancellation.throwIfCancelled();
      const failure = failureFrom(error, attempt);
      const scope = scopeOf(failure.code);
      inRow += 1;
      const isCommon = scope === 'all' || !network.isOnline || inRow >= AT_ONCE;
      if (scope !== 'file' && isCommon) common ??= failure;
      failed.push({ object, failure: new Failure({ ...failure, attempt }) });
    }
    progress.soon();
  };

  try {
    // What is on its way when it is cancelled is gone all the same, and counts.
    await someAtATime(objects, AT_ONCE, removeOne);
    progress.now();
    cancellation.throwIfCancelled();
    return { removed, failed };
  } finally {
    progress.stop();
  }
}
