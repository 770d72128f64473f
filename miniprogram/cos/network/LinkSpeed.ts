import { appLife } from '../task/AppLife';

/** One request, as it is measured. */
export interface Measured {
  /** So many of its bytes have passed by now. */
  passed(bytes: number): void;
  /** `arrived`: all its bytes have. */
  end(arrived: boolean): void;
}

/** Where the rates are kept, by network type. Neither throws. */
export interface RateMemory {
  read(): Readonly<Record<string, number>>;
  write(rates: Readonly<Record<string, number>>): void;
}

/** Bytes a second until something is known. */
const ASSUMED: Readonly<Record<string, number>> = { wifi: 2e6, '5g': 2e6, '4g': 2e6, '3g': 1e5, '2g': 2e4 };
const ASSUMED_ELSE = 5e5;

/** Between two looks at a request that runs. Milliseconds. */
const LOOK = 1000;
/** In a shorter time the way there and back counts as much as the bytes: the link is at least as fast. Milliseconds. */
const SHORT = 500;
/** A failure that took so long says that the link was slower. Milliseconds. */
const LONG = 10_000;
/** WeChat ends a request after 60 s: what seems to have taken longer is a clock that was set. Milliseconds. */
const LONGEST = 70_000;
/** In about so many seconds what was known is replaced. */
const FORGOTTEN = 2;
/** So much may one second change what was known: what it tells may have gone into a buffer of the phone. */
const MOST_CHANGE = 8;
/** Bytes a second. */
const LEAST_RATE = 5000;
/** After so long without a byte the phone may be elsewhere. Milliseconds. */
const ELSEWHERE = 30_000;
/** Bytes that may be under way at once before anything has passed, when the rate is remembered and when it is assumed. */
const TRUSTED = 3e6;
const TRUSTED_UNKNOWN = 6e5;
/** Seconds of the rate that one request was seen to have. */
const PROVEN = 10;
/** It is kept when it differs by so much from what is kept. */
const WORTH_KEEPING = 1.3;

/**
 * How fast the whole link is, measured by the requests that share it: the rate of one, times the number that ran beside it. It
 * follows a link that changes within a few requests.
 */
export class LinkSpeed {
  private rates: Record<string, number> | undefined;
  /** The types of network whose rate an earlier start has learned. */
  private remembered: ReadonlySet<string> = new Set();
  private kept: Readonly<Record<string, number>> = {};
  private running = 0;
  /** Milliseconds, times the requests that ran in them. */
  private laneTime = 0;
  private countedAt = 0;
  private passedHere = 0;
  /** The rate at which one request has arrived whole. */
  private provenHere = 0;
  private lastPassed = 0;
  private lastType = '';

  /** `networkType`: as WeChat names it. */
  constructor(
    private readonly networkType: () => string,
    private readonly memory: RateMemory,
  ) {}

  /** Bytes a second. */
  get rate(): number {
    const type = this.networkType();
    return this.known()[type] ?? ASSUMED[type] ?? ASSUMED_ELSE;
  }

  /**
   * Bytes that may be under way at once, by what has passed on this network until now: what is remembered may be of another
   * place.
   */
  get trusted(): number {
    this.known();
    const type = this.networkType();
    if (type !== this.lastType || appLife.now() - this.lastPassed > ELSEWHERE)
      this.passedHere = this.provenHere = 0;
    this.lastType = type;
    return (
      (this.remembered.has(type) ? TRUSTED : TRUSTED_UNKNOWN) + this.passedHere + this.provenHere * PROVEN
    );
  }

  /** A request of `bytes` begins. */
  measure(bytes: number): Measured {
    this.count(1);
    const start = appLife.now();
    let begun = this.now();
    let known = 0;
    let told = 0;
    const look = (passed: number) => {
      this.learn(passed - known, begun);
      begun = this.now();
      known = passed;
    };
    return {
      passed: (passed) => {
        this.trust(passed - told);
        told = passed;
        if (appLife.now() - begun.time >= LOOK) look(passed);
      },
      end: (arrived) => {
        if (arrived) {
          // Also what was told already: it may have been in a buffer of the phone.
          this.trust(bytes);
          const seconds = Math.max(0.01, (appLife.now() - start) / 1000);
          this.provenHere = Math.max(this.provenHere, bytes / seconds);
          look(bytes);
        } else if (appLife.now() - begun.time >= LONG) this.learn(bytes - known, begun, true);
        this.count(-1);
      },
    };
  }

  /** `atMost`: so many bytes did not pass since then. */
  private learn(bytes: number, begun: { time: number; laneTime: number }, atMost = false): void {
    const now = this.now();
    const took = Math.max(1, now.time - begun.time);
    if (took > LONGEST) return;
    const lanes = Math.max(1, (now.laneTime - begun.laneTime) / took);
    const { rate } = this;
    const measured = (bytes / took) * 1000 * lanes;
    if (bytes <= 0 || (measured < rate ? took < SHORT : atMost)) return;
    const seconds = took / 1000;
    const weight = 1 - Math.exp(-seconds / lanes / FORGOTTEN);
    const most = MOST_CHANGE ** Math.max(1, seconds);
    const change = Math.min(most, Math.max(1 / most, measured / rate));
    this.keep(Math.max(LEAST_RATE, Math.round(rate * change ** weight)));
  }

  private trust(bytes: number): void {
    this.passedHere += bytes;
    this.lastPassed = appLife.now();
  }

  private now(): { time: number; laneTime: number } {
    this.count(0);
    return { time: this.countedAt, laneTime: this.laneTime };
  }

  private count(change: number): void {
    const now = appLife.now();
    // A clock that was set back.
    this.laneTime += this.running * Math.max(0, now - this.countedAt);
    this.countedAt = now;
    this.running += change;
  }

  private known(): Record<string, number> {
    if (!this.rates) {
      this.kept = this.memory.read();
      this.rates = { ...this.kept };
      this.remembered = new Set(Object.keys(this.kept));
    }
    return this.rates;
  }

  private keep(rate: number): void {
    const type = this.networkType();
    const rates = this.known();
    rates[type] = rate;
    const before = this.kept[type] ?? 0;
    if (rate < before * WORTH_KEEPING && rate > before / WORTH_KEEPING) return;
    this.kept = { ...rates };
    this.memory.write(this.kept);
  }
}
