/** Compares two keys by their UTF-8 bytes, the order of COS's lists. */
export function compareKeys(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

/** UTF-16 puts surrogates before U+E000–U+FFFF, UTF-8 puts what they stand for after. */
function rank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}

/** Values by key, in the order of COS's lists. */
export class KeyIndex<T> {
  private readonly values = new Map<string, T>();
  private readonly keys: string[];

  constructor(entries: Iterable<readonly [key: string, value: T]> = []) {
    for (const [key, value] of entries) this.values.set(key, value);
    this.keys = [...this.values.keys()].sort(compareKeys);
  }

  get(key: string): T | undefined {
    return this.values.get(key);
  }

  set(key: string, value: T): void {
    if (!this.values.has(key)) this.keys.splice(this.firstAt(key), 0, key);
    this.values.set(key, value);
  }

  delete(key: string): void {
    if (this.values.delete(key)) this.keys.splice(this.firstAt(key), 1);
  }

  all(): T[] {
    return this.keys.flatMap((key) => this.values.get(key) ?? []);
  }

  /** The key at a position, undefined past the end. */
  at(position: number): string | undefined {
    return this.keys[position];
  }

  /** The position of the first key that is not before the given one. */
  firstAt(key: string): number {
    return this.firstWhere((candidate) => compareKeys(candidate, key) >= 0);
  }

  /** The position of the first key that comes after the given one. */
  firstAfter(key: string): number {
    return this.firstWhere((candidate) => compareKeys(candidate, key) > 0);
  }

  /** The position of the first key that comes after all keys with the given prefix. */
  firstAfterPrefix(prefix: string): number {
    return this.firstWhere((key) => !key.startsWith(prefix) && compareKeys(key, prefix) > 0);
  }

  /** @param reached false for all keys up to a position, true from there on. */
  private firstWhere(reached: (key: string) => boolean): number {
    let from = 0;
    let to = this.keys.length;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (reached(this.keys[middle] ?? '')) to = middle;
      else from = middle + 1;
    }
    return from;
  }
}
