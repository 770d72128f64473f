import { appLife } from '../task/AppLife';
import type { Cancellation } from '../task/Task';
import { LinkSpeed } from './LinkSpeed';
import { network } from './Network';
import { rateMemory } from './rateMemory';

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
  /** It tells how far it is, and is ended when it turns out to be too slow: it may be begun before the link is known. */
  readonly tells?: boolean;
}

/** Tells how many bytes of a request have passed so far. When it ends well, all have. */
export type Passed = (bytes: number) => void;

/** WeChat: requests, uploads and downloads that run at once; more are refused. */
const WECHAT_AT_ONCE = 10;
/** For what the pages ask for: lists, links, keys. Those don't wait for a lane. */
const LEFT_TO_PAGES = 2;

/** All that is under way should be over in so many seconds; with two requests, which fill the pauses of each other, in */
const SECONDS = 10;
const SECONDS_OF_TWO = 30;

/**
 * Requests that begin in one moment and are alike end in one moment: then the link carries nothing until they are answered. So
 * the next one begins when the link has carried this share of the last one, at the latest after so many milliseconds.
 */
const SHARE = 0.7;
const LONGEST_PAUSE = 150;
/** Of small ones many begin and end in this time, and the rate that is known says little of them. Milliseconds. */
const SHORTEST_PAUSE = 50;

/** Nothing has moved for so long, and for so many times what it should take: then nothing does. Milliseconds. */
const STILL = 15_000;
const TOO_LONG = 2;

interface Running {
  readonly bytes: number;
  passed: number;
}

/**
 * The requests with files that run at a time: as many as the link carries without any of them coming near WeChat's 60 s. A
 * lane is held for one request, never while a file waits for anything else: a file that has trouble holds up no other.
 */
export class Lanes {
  private readonly waiting = new Set<{ readonly wish: LaneWish; readonly enter: () => void }>();
  private readonly running = new Set<Running>();
  private last = { began: 0, bytes: 0 };
  /** When something of a request has passed, or the first one began. By `appLife.now()`. */
  private moved = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly speed: LinkSpeed,
    /** At most so many. */
    readonly count: number = WECHAT_AT_ONCE - LEFT_TO_PAGES,
  ) {}

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
    const { bytes } = wish;
    const request: Running = { bytes, passed: 0 };
    let leave: () => void = () => undefined;
    const entered = new Promise<void>((resolve) => {
      const place = {
        wish,
        enter: () => {
          if (this.running.size === 0) this.moved = appLife.now();
          this.running.add(request);
          if (bytes > 0) this.last = { began: Date.now(), bytes };
          resolve();
        },
      };
      this.waiting.add(place);
      leave = () => this.waiting.delete(place);
    });
    this.serve();
    await unlessCancelled(entered, leave);
    const measured = this.speed.measure(bytes);
    let arrived = false;
    try {
      throwIfCancelled();
      const result = await work((passed) => {
        if (passed > request.passed) this.moved = appLife.now();
        request.passed = Math.min(bytes, passed);
        measured.passed(request.passed);
        this.serve();
      });
      arrived = true;
      this.moved = appLife.now();
      return result;
    } finally {
      measured.end(arrived);
      this.running.delete(request);
      this.serve();
    }
  }

  /**
   * Nothing of what runs has moved for far longer than this link should need for all of it: as with a Wi-Fi that swallows
   * everything, which a request finds out after a minute.
   */
  get standsStill(): boolean {
    if (this.running.size === 0) return false;
    let left = 0;
    for (const request of this.running) left += request.bytes - request.passed;
    return appLife.now() - this.moved > Math.max(STILL, (TOO_LONG * 1000 * left) / this.speed.rate);
  }

  private serve(): void {
    for (;;) {
      const [first, ...others] = this.waiting;
      if (!first) return;
      const next = others.reduce((best, other) => (comesBefore(other.wish, best.wish) ? other : best), first);
      if (!this.hasRoomFor(next.wish)) return;
      const pause = next.wish.bytes > 0 ? this.pause() : 0;
      if (pause > SHORTEST_PAUSE) {
        if (this.timer !== undefined) return;
        this.timer = setTimeout(() => {
          this.timer = undefined;
          this.serve();
        }, pause);
        return;
      }
      this.waiting.delete(next);
      next.enter();
    }
  }

  /** Milliseconds until another request may begin. */
  private pause(): number {
    if (this.running.size === 0) return 0;
    const { began, bytes } = this.last;
    const pause = Math.min(LONGEST_PAUSE, (SHARE * bytes * 1000) / this.speed.rate);
    // A clock that was set back would make it wait for as long.
    return Math.min(pause, began + pause - Date.now());
  }

  private hasRoomFor({ bytes, tells = false }: LaneWish): boolean {
    const { size } = this.running;
    if (size === 0) return true;
    let carrying = 0;
    // One of which all has left waits for its answer only, and needs no lane. One place is left to the pages all the same.
    for (const request of this.running)
      if (request.passed < request.bytes || request.bytes === 0) carrying += 1;
    if (carrying >= this.count || size > this.count) return false;
    if (bytes === 0) return true;
    let left = bytes;
    for (const request of this.running) left += request.bytes - request.passed;
    const { rate, trusted } = this.speed;
    if (left > rate * (size === 1 ? SECONDS_OF_TWO : SECONDS)) return false;
    return tells ? size === 1 || left <= 2 * trusted : left <= trusted;
  }
}

function comesBefore(one: LaneWish, other: LaneWish): boolean {
  if (one.extra !== other.extra) return other.extra;
  return one.extra ? one.fileBytes > other.fileBytes : one.fileBytes < other.fileBytes;
}

/** Of the whole Mini Program, whatever the bucket: WeChat counts all together. */
export const lanes = new Lanes(new LinkSpeed(() => network.type ?? 'unknown', rateMemory));
