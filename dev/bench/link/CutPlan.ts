import type { LinkProfile } from './LinkProfile';
import { randomFrom } from './randomFrom';

const UNIT_BYTES = 20 * 1024;

/** After which bytes of all that a link sends the connection that sends them is cut. */
export class CutPlan {
  readonly #random: () => number;
  #next: number;

  constructor(private readonly cuts: LinkProfile['cuts']) {
    this.#random = randomFrom(cuts?.seed ?? 0);
    this.#next = this.#gap();
  }

  /** How many of the bytes after the first `sent` still pass before a cut; all of them, mostly. */
  passing(sent: number, bytes: number): number {
    if (this.#next >= sent + bytes) return bytes;
    const left = this.#next - sent;
    this.#next += Math.max(1, this.#gap());
    return left;
  }

  #gap(): number {
    if (!this.cuts) return Number.POSITIVE_INFINITY;
    const units = Math.log(1 - this.#random()) / Math.log(1 - this.cuts.chance);
    return Math.ceil(units * UNIT_BYTES);
  }
}
