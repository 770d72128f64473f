/** Milliseconds. What lies this far back counts a third of what passes now: steady, and still true after a change. */
const MEMORY = 8000;
/** In so many milliseconds the time left comes a good half of the way to what is measured. */
const GLIDE = 2000;
/** Over less the speed says nothing, and over twice as much what it means for all that is left. Milliseconds. */
const SHORTEST_SPAN = 1500;
/** Between two samples, so that a burst of notifications is one. Milliseconds. */
const SAMPLE = 200;

/** How fast something goes and how long it still takes, without jumps: the time left runs down like a clock, and glides to what is measured. */
export class Pace {
  /** Bytes per second; undefined as long as it is too early to say, or when nothing moves. */
  speed: number | undefined;
  /** Seconds; undefined when the speed is, and a little longer. */
  timeLeft: number | undefined;
  private bytes = 0;
  private rate = 0;
  private since: number;

  constructor(private last: number) {
    this.since = last;
  }

  /** So many bytes have passed since it was called before, and so many are left. `now` in milliseconds. */
  record(bytes: number, left: number, now: number): void {
    const span = now - this.last;
    this.bytes += bytes;
    if (span < 0 || span > 2 * MEMORY) this.restart(now);
    if (span < SAMPLE) return;
    const share = 1 - Math.exp(-span / MEMORY);
    this.rate += share * (this.bytes / span - this.rate);
    this.bytes = 0;
    this.last = now;
    const whole = now - this.since;
    // The rate began with 0, which is no measurement.
    const speed = (1000 * this.rate) / (1 - Math.exp(-whole / MEMORY));
    this.speed = whole < SHORTEST_SPAN || speed < 1 ? undefined : speed;
    this.timeLeft =
      this.speed && whole >= 2 * SHORTEST_SPAN ? this.glided(left / this.speed, span) : undefined;
  }

  /** By factors: from an hour to a minute it takes not much longer than from two minutes. */
  private glided(measured: number, span: number): number {
    if (this.timeLeft === undefined) return measured;
    const expected = this.timeLeft - span / 1000;
    if (expected <= 0 || measured <= 0) return measured;
    return expected * (measured / expected) ** (1 - Math.exp(-span / GLIDE));
  }

  /** Nobody looked for a while, or the clock was set back. */
  private restart(now: number): void {
    Object.assign(this, { bytes: 0, rate: 0, since: now, last: now });
  }
}
