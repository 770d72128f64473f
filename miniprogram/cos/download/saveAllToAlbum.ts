import { type Attempt, Failure } from '../failures/Failure';
import { failureFrom } from '../failures/failureFrom';
import { scopeOf } from '../failures/scopeOf';
import { network } from '../network/Network';
import type { StoredObject } from '../objects/StoredObject';
import { someAtATime } from '../task/someAtATime';
import type { Progress } from '../task/Task';
import { Throttle } from '../task/Throttle';
import { askForAlbum } from './albumPermission';
import type { DownloadContext } from './DownloadContext';
import { fetchAndSave, notForAlbum, type SaveInTurn } from './saveToAlbum';
import type { TemporaryCopies } from './TemporaryCopies';

/** Of all files together. */
export interface SaveAllProgress extends Progress {
  /** How many there are. */
  readonly files: number;
  /** How many are in the album. */
  readonly saved: number;
  /** How many will not get there. */
  readonly failed: number;
}

/** What became of one, as soon as that is known: also of those that were over when the rest was cancelled. */
type OnEach = (object: StoredObject, failure: Failure | undefined) => void;

export interface SaveAllResult {
  readonly saved: readonly StoredObject[];
  readonly failed: readonly NotSaved[];
}

export interface NotSaved {
  readonly object: StoredObject;
  readonly failure: Failure;
}

/** Files on their way: enough to fill the lanes, and few enough that what lies on the phone in passing stays small. */
const AT_ONCE = 6;
/** Between two calls of the listener. Milliseconds. */
const PACE = 250;

/** Resolves with what became of each. Rejects when it is cancelled, and when the album is refused before anything is fetched. */
export async function saveAllToAlbum(
  objects: readonly StoredObject[],
  copies: TemporaryCopies,
  context: Omit<DownloadContext, 'onProgress'>,
  onProgress: ((progress: SaveAllProgress) => void) | undefined,
  onEach: OnEach | undefined,
): Promise<SaveAllResult> {
  const { cancellation, client } = context;
  const { throwIfCancelled } = cancellation;
  const saved: StoredObject[] = [];
  const failed: NotSaved[] = [];
  const waiting: StoredObject[] = [];
  const fail = (object: StoredObject, failure: Failure): void => {
    failed.push({ object, failure });
    onEach?.(object, failure);
  };
  for (const object of objects) {
    const failure = notForAlbum(object, attemptOn(object, context.attempt));
    if (failure) fail(object, failure);
    else waiting.push(object);
  }
  const total = waiting.reduce((sum, { size }) => sum + size, 0);
  let loaded = 0;
  const progress = new Throttle(() => {
    onProgress?.({ loaded, total, files: objects.length, saved: saved.length, failed: failed.length });
  }, PACE);
  const inTurn = oneAtATime();
  /** Why no other would get there either. */
  let common: Failure | undefined;

  const save = async (object: StoredObject): Promise<void> => {
    const attempt = attemptOn(object, context.attempt);
    let counted = 0;
    const count = (bytes: number) => {
      loaded += Math.min(bytes, object.size) - counted;
      counted = Math.min(bytes, object.size);
      progress.soon();
    };
    const unlessAllFail = async (work: () => Promise<void>) => {
      if (common) throw common;
      await work().catch((error: unknown) => {
        const failure = failureFrom(error, attempt, client.target);
        const scope = scopeOf(failure.code);
        if (scope === 'all' || (scope === 'network' && !network.isOnline)) common ??= failure;
        throw failure;
      });
    };
    const step = { ...context, attempt, onProgress: (of: Progress) => count(of.loaded) };
    const saveInTurn: SaveInTurn = (saving) => inTurn(() => unlessAllFail(saving));
    try {
      await unlessAllFail(() => fetchAndSave(object, copies, step, saveInTurn));
      saved.push(object);
      onEach?.(object, undefined);
    } catch (error) {
      throwIfCancelled();
      fail(object, new Failure({ ...(error as Failure), attempt }));
    }
    count(object.size);
  };

  try {
    if (waiting.length > 0) await askForAlbum(context);
    await someAtATime(waiting, AT_ONCE, save);
    progress.now();
    throwIfCancelled();
    return { saved, failed };
  } finally {
    progress.stop();
  }
}

function attemptOn({ key, name }: StoredObject, { action }: Attempt): Attempt {
  return { action, key, name };
}

/** WeChat's saves go one after the other: nobody has said that several at a time work on every phone. */
function oneAtATime(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  };
}
