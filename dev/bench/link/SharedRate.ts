/** Who has bytes to send over one direction of a link. */
export interface Source {
  /** The next bytes, at most so many; undefined when it has none: then it adds itself again. */
  take(atMost: number): Uint8Array | undefined;
  /** The piece that was taken has left at this moment, by `performance.now()`. */
  left(piece: Uint8Array, at: number): void;
}

/** A piece takes about so long, so that ten connections get their turns in little time. */
const PIECE_SECONDS = 0.004;
const PIECE_BYTES = { least: 1400, most: 16 * 1024 };

/**
 * One direction of a link: so many bytes a second for all connections together, which take turns. A timer that is late makes
 * up for it, as long as the sources have bytes; time without bytes is lost.
 */
export class SharedRate {
  readonly #turns: Source[] = [];
  readonly #pieceBytes: number;
  /** When all that was taken has left. */
  #freeAt = 0;
  #timer: NodeJS.Timeout | undefined;
  #sent = 0;
  #idleMs = 0;

  /** @param bytesPerSecond Infinity: no bytes ever wait. */
  constructor(private readonly bytesPerSecond: number) {
    const { least, most } = PIECE_BYTES;
    this.#pieceBytes = Math.round(Math.min(most, Math.max(least, bytesPerSecond * PIECE_SECONDS)));
  }

  /** Bytes so far. */
  get sent(): number {
    return this.#sent;
  }

  /** How long nobody had bytes to send, between the first byte and the last. */
  get idleMs(): number {
    return this.#idleMs;
  }

  /** It has bytes; once is enough until `take` has returned undefined. */
  add(source: Source): void {
    if (this.#turns.length === 0) this.#wake(performance.now());
    this.#turns.push(source);
    if (!this.#timer) this.#wait();
  }

  #wake(now: number): void {
    if (this.#freeAt >= now) return;
    if (this.#sent > 0) this.#idleMs += now - this.#freeAt;
    this.#freeAt = now;
  }

  #wait(): void {
    if (this.#turns.length === 0) return;
    this.#timer = setTimeout(() => this.#serve(), Math.max(0, this.#freeAt - performance.now()));
  }

  #serve(): void {
    this.#timer = undefined;
    const now = performance.now();
    while (this.#freeAt <= now) {
      const source = this.#turns.shift();
      if (!source) break;
      const piece = source.take(this.#pieceBytes);
      if (!piece) continue;
      this.#freeAt += (piece.length / this.bytesPerSecond) * 1000;
      this.#sent += piece.length;
      this.#turns.push(source);
      source.left(piece, this.#freeAt);
    }
    this.#wait();
  }
}
