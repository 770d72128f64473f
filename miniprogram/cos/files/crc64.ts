/**
 * CRC-64/XZ (polynomial of ECMA-182, reflected): what COS sends as `x-cos-hash-crc64ecma`. In halves of 32 bits, because
 * iPhones before iOS 14 have no BigInt.
 */

/** The CRC-64 of all bytes so far. Plain and never changed, so that it can be kept for each part. */
export interface Crc64 {
  /** The upper 32 bits, unsigned. */
  readonly high: number;
  /** The lower 32 bits, unsigned. */
  readonly low: number;
}

/** Of no bytes at all. */
export const crc64Start: Crc64 = { high: 0, low: 0 };

const POLYNOMIAL_HIGH = 0xc96c5795;
const POLYNOMIAL_LOW = 0xd7870f42;

/** What each value of a field of the lower half turns into while the half's 32 bits are shifted out. */
interface Table {
  readonly high: Int32Array;
  readonly low: Int32Array;
}

/**
 * One for each field of the lower half, 11, 11 and 10 bits, the lowest first: 40 kB, made in a millisecond at the first
 * use. Where there is no JIT the number of look-ups counts, and three for four bytes measured best: four fields of 8
 * bits take a quarter longer; two of 16 bits take a quarter less, but 10 ms and 1 MB for tables that fit no cache, so
 * that with a JIT they are slower than any.
 */
let tables: readonly [Table, Table, Table] | undefined;

/**
 * The CRC-64 of `bytes` that come after those of `before`: one piece after the other gives the same as all at once. It
 * holds the thread: 2 ms for 1 MB, without a JIT (iPhones) about 25 ms; see `npm run bench -- --checksums`.
 */
export function crc64(bytes: Uint8Array, before: Crc64 = crc64Start): Crc64 {
  tables ??= [makeTable(0, 11), makeTable(11, 11), makeTable(22, 10)];
  const [first, second, third] = tables;
  const { high: high1, low: low1 } = first;
  const { high: high2, low: low2 } = second;
  const { high: high3, low: low3 } = third;
  // Whole words can only be read where a word begins in memory; what is before and after them goes byte by byte.
  const begin = Math.min(bytes.length, -bytes.byteOffset & 3);
  const count = (bytes.length - begin) >> 2;
  // Phones are little-endian, as everything is that WeChat runs on.
  const words =
    count === 0 ? new Int32Array() : new Int32Array(bytes.buffer, bytes.byteOffset + begin, count);

  let { high, low } = bytewise(bytes.subarray(0, begin), { high: ~before.high, low: ~before.low }, third);
  for (let i = 0; i < count; i += 1) {
    // `as number`: a test for undefined would cost as much as a look-up where there is no JIT.
    low ^= words[i] as number;
    const a = low & 0x7ff;
    const b = (low >>> 11) & 0x7ff;
    const c = low >>> 22;
    low = high ^ (low1[a] as number) ^ (low2[b] as number) ^ (low3[c] as number);
    high = (high1[a] as number) ^ (high2[b] as number) ^ (high3[c] as number);
  }
  const end = bytewise(bytes.subarray(begin + count * 4), { high, low }, third);
  return { high: ~end.high >>> 0, low: ~end.low >>> 0 };
}

/** `state` is not inverted here. The last eight bits of a word, which lie in its third field, are a byte alone. */
function bytewise(bytes: Uint8Array, state: Crc64, third: Table): Crc64 {
  let { high, low } = state;
  for (const byte of bytes) {
    const entry = ((low ^ byte) & 0xff) << 2;
    low = ((low >>> 8) | (high << 24)) ^ (third.low[entry] as number);
    high = (high >>> 8) ^ (third.high[entry] as number);
  }
  return { high, low };
}

/** In decimal, as COS writes it. */
export function crc64Text({ high, low }: Crc64): string {
  let text = '';
  let [upper, lower] = [high, low];
  // Six digits a step: what is left of the upper half times 2^32 stays below 2^53.
  while (upper > 0 || lower >= 1e6) {
    const rest = (upper % 1e6) * 0x1_0000_0000 + lower;
    const digits = rest % 1e6;
    text = `${digits}`.padStart(6, '0') + text;
    upper = Math.floor(upper / 1e6);
    lower = (rest - digits) / 1e6;
  }
  return `${lower}${text}`;
}

/** For a field of `bits` bits that begins at bit `from`. An entry is the sum (xor) of the entries of its bits. */
function makeTable(from: number, bits: number): Table {
  const table = { high: new Int32Array(1 << bits), low: new Int32Array(1 << bits) };
  for (let bit = 0; bit < bits; bit += 1) {
    const single = 1 << bit;
    const { high, low } = shiftOut(1 << (from + bit));
    for (let rest = 0; rest < single; rest += 1) {
      table.high[single + rest] = high ^ (table.high[rest] as number);
      table.low[single + rest] = low ^ (table.low[rest] as number);
    }
  }
  return table;
}

function shiftOut(word: number): Crc64 {
  let [high, low] = [0, word];
  for (let bit = 0; bit < 32; bit += 1) {
    const odd = -(low & 1);
    low = ((low >>> 1) | (high << 31)) ^ (POLYNOMIAL_LOW & odd);
    high = (high >>> 1) ^ (POLYNOMIAL_HIGH & odd);
  }
  return { high, low };
}
