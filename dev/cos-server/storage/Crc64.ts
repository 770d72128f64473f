/** CRC-64/XZ, reflected: the checksum that COS reports as x-cos-hash-crc64ecma. */
const POLYNOMIAL = 0xc96c5795d7870f42n;
const POLYNOMIAL_HIGH = Number(POLYNOMIAL >> 32n);
const POLYNOMIAL_LOW = Number(POLYNOMIAL & 0xffffffffn);

/** Bytes taken in one step ("slicing by eight"). */
const SLICES = 8;

// One table for each byte of a step, in halves of 32 bits: BigInt would make a large upload take minutes.
const low = new Uint32Array(SLICES * 256);
const high = new Uint32Array(SLICES * 256);

for (let byte = 0; byte < 256; byte++) {
  let h = 0;
  let l = byte;
  for (let bit = 0; bit < 8; bit++) {
    const odd = l & 1;
    l = (l >>> 1) | (h << 31);
    h = h >>> 1;
    if (odd) {
      h ^= POLYNOMIAL_HIGH;
      l ^= POLYNOMIAL_LOW;
    }
  }
  low[byte] = l;
  high[byte] = h;
}
for (let entry = 256; entry < SLICES * 256; entry++) {
  const l = low[entry - 256] ?? 0;
  const h = high[entry - 256] ?? 0;
  low[entry] = ((l >>> 8) | (h << 24)) ^ (low[l & 0xff] ?? 0);
  high[entry] = (h >>> 8) ^ (high[l & 0xff] ?? 0);
}

/** The checksum of bytes that come in pieces. */
export class Crc64 {
  private low = 0xffffffff;
  private high = 0xffffffff;

  update(bytes: Uint8Array): void {
    let l = this.low;
    let h = this.high;
    let i = 0;
    // `?? 0` never happens; without it each look-up would be a number or undefined to the compiler.
    for (const end = bytes.length - (SLICES - 1); i < end; i += SLICES) {
      l ^=
        (bytes[i] ?? 0) |
        ((bytes[i + 1] ?? 0) << 8) |
        ((bytes[i + 2] ?? 0) << 16) |
        ((bytes[i + 3] ?? 0) << 24);
      h ^=
        (bytes[i + 4] ?? 0) |
        ((bytes[i + 5] ?? 0) << 8) |
        ((bytes[i + 6] ?? 0) << 16) |
        ((bytes[i + 7] ?? 0) << 24);
      const a = 1792 + (l & 0xff);
      const b = 1536 + ((l >>> 8) & 0xff);
      const c = 1280 + ((l >>> 16) & 0xff);
      const d = 1024 + (l >>> 24);
      const e = 768 + (h & 0xff);
      const f = 512 + ((h >>> 8) & 0xff);
      const g = 256 + ((h >>> 16) & 0xff);
      const k = h >>> 24;
      l =
        (low[a] ?? 0) ^
        (low[b] ?? 0) ^
        (low[c] ?? 0) ^
        (low[d] ?? 0) ^
        (low[e] ?? 0) ^
        (low[f] ?? 0) ^
        (low[g] ?? 0) ^
        (low[k] ?? 0);
      h =
        (high[a] ?? 0) ^
        (high[b] ?? 0) ^
        (high[c] ?? 0) ^
        (high[d] ?? 0) ^
        (high[e] ?? 0) ^
        (high[f] ?? 0) ^
        (high[g] ?? 0) ^
        (high[k] ?? 0);
    }
    for (; i < bytes.length; i++) {
      const entry = (l ^ (bytes[i] ?? 0)) & 0xff;
      l = ((l >>> 8) | (h << 24)) ^ (low[entry] ?? 0);
      h = (h >>> 8) ^ (high[entry] ?? 0);
    }
    this.low = l;
    this.high = h;
  }

  value(): bigint {
    return (BigInt(~this.high >>> 0) << 32n) | BigInt(~this.low >>> 0);
  }
}

const TOP = 1n << 63n;

/**
 * The checksum of byte strings in a row, from their checksums: a multipart object has one without its parts being
 * read again. In GF(2)[x] modulo the polynomial, two in a row are `first · x^(8·size of the second) + second`.
 */
export function crc64OfParts(parts: readonly { crc64: bigint; size: number }[]): bigint {
  // All parts but the last have the same size, as a rule.
  const powers = new Map<number, bigint>();
  let total = 0n;
  for (const { crc64, size } of parts) {
    const power = powers.get(size) ?? powerOfX(8n * BigInt(size));
    powers.set(size, power);
    total = multiply(power, total) ^ crc64;
  }
  return total;
}

/** Polynomials with the coefficient of x^0 in the highest bit. */
function multiply(a: bigint, b: bigint): bigint {
  let product = 0n;
  let term = b;
  for (let bit = TOP; bit !== 0n; bit >>= 1n) {
    if (a & bit) product ^= term;
    term = term & 1n ? (term >> 1n) ^ POLYNOMIAL : term >> 1n;
  }
  return product;
}

function powerOfX(exponent: bigint): bigint {
  let power = TOP;
  let square = TOP >> 1n;
  for (let rest = exponent; rest !== 0n; rest >>= 1n) {
    if (rest & 1n) power = multiply(power, square);
    square = multiply(square, square);
  }
  return power;
}
