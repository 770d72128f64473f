/** Bytes in order, taken in pieces of any size. */
export class ByteQueue {
  readonly #chunks: Uint8Array[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  add(chunk: Uint8Array): void {
    if (chunk.length === 0) return;
    this.#chunks.push(chunk);
    this.#length += chunk.length;
  }

  /** The next bytes, at most so many; undefined when there are none. */
  take(atMost: number): Uint8Array | undefined {
    const first = this.#chunks.shift();
    if (!first) return undefined;
    const piece = first.subarray(0, atMost);
    if (piece.length < first.length) this.#chunks.unshift(first.subarray(piece.length));
    this.#length -= piece.length;
    return piece;
  }

  clear(): void {
    this.#chunks.length = 0;
    this.#length = 0;
  }
}
