import type { Cancellation } from '../task/Task';

/** A request that carries a file or a part of one. */
export interface LaneWish {
  /** Of the whole file: small files go first. */
  readonly fileBytes: number;
  /** Of this request. */
  readonly bytes: number;
  /**
   * The file has another request on its way: served after all that have none, the largest file first. Asked each time a
   * lane is free, so that it may change.
   */
  readonly extra: boolean;
}

/** Tells how many bytes of a request have passed so far. When it ends well, all have. */
export type Passed = (bytes: number) => void;

/** WeChat: requests, uploads and downloads that run at once; more are refused. */
const WECHAT_AT_ONCE = 10;
/** For what the pages ask for: lists, links, keys. Those don't wait for a lane. */
const LEFT_TO_PAGES = 2;

/**
 * The requests with files that run at a time. A lane is held for one request, never while a file waits for anything else: a
 * file that has trouble holds up no other.
 */
export class Lanes {
  private readonly waiting = new Set<{ readonly wish: LaneWish; readonly enter: () => void }>();
  private free: number;

  constructor(readonly count: number = WECHAT_AT_ONCE - LEFT_TO_PAGES) {
    this.free = count;
  }

  /**
   * Runs `work` when there is a lane for it, and settles like it; the lane is free again then. Rejects with `cancelled`
   * when it is cancelled while it waits; `work` sees to its own cancellation.
   */
  async run<T>(
    wish: LaneWish,
    { unlessCancelled, throwIfCancelled }: Cancellation,
    work: (passed: Passed) => Promise<T>,
  ): Promise<T> {
    throwIfCancelled();
    if (this.free > 0) this.free -= 1;
    else await this.wait(wish, unlessCancelled);
    try {
      throwIfCancelled();
      return await work(() => undefined);
    } finally {
      this.free += 1;
      this.serve();
    }
  }

  private wait(wish: LaneWish, unlessCancelled: Cancellation['unlessCancelled']): Promise<void> {
    let leave: () => void = () => undefined;
    const entered = new Promise<void>((enter) => {
      const place = { wish, enter };
      this.waiting.add(place);
      leave = () => this.waiting.delete(place);
    });
    return unlessCancelled(entered, leave);
  }

  private serve(): void {
    while (this.free > 0) {
      const [first, ...others] = this.waiting;
      if (!first) return;
      const next = others.reduce((best, other) => (comesBefore(other.wish, best.wish) ? other : best), first);
      this.waiting.delete(next);
      this.free -= 1;
      next.enter();
    }
  }
}

function comesBefore(one: LaneWish, other: LaneWish): boolean {
  if (one.extra !== other.extra) return other.extra;
  return one.extra ? one.fileBytes > other.fileBytes : one.fileBytes < other.fileBytes;
}

/** Of the whole Mini Program, whatever the bucket: WeChat counts all together. */
export const lanes = new Lanes();
