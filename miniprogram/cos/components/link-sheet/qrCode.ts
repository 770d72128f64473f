/**
 * ISO/IEC 18004, level L, for versions 1 to 40 one after the other: codewords of error correction in each block, and blocks. A
 * screen has no dirt that more would be for; fewer modules are larger ones.
 */
const CORRECTION = '7 10 15 20 26 18 20 24 30 18 20 24 26 30 22 24 28 30 28 28 28 28 30 30 26 28'
  .split(' ')
  .map(Number);
const BLOCKS =
  '1 1 1 1 1 2 2 2 2 4 4 4 4 4 6 6 6 6 7 8 8 9 9 10 12 12 12 13 14 15 16 17 18 19 19 20 21 22 24 25'
    .split(' ')
    .map(Number);

/** Level L and mask 0 as they are written, with their own error correction. */
const FORMAT = 0x77c4;

/** `true` is dark. Rows from the top, each from the left. */
export type Modules = readonly (readonly boolean[])[];

interface Size {
  readonly version: number;
  /** Bytes, with those of the data's own length. */
  readonly capacity: number;
  readonly correction: number;
  readonly blocks: number;
}

/**
 * The smallest QR code of a text. Undefined when the text has more than 2,953 bytes of UTF-8: there is no larger code.
 *
 * The mask is always the first, a chessboard. A reader takes any; weighing all eight, as the standard asks for, is for print
 * and paper, costs more than all the rest here, and changes nothing that was seen by any reader.
 */
export function qrCode(text: string): Modules | undefined {
  const bytes = utf8(text);
  const size = sizeFor(bytes.length);
  return size && drawn(size, interleaved(size, dataOf(size, bytes)));
}

function utf8(text: string): number[] {
  const encoded = encodeURIComponent(text).match(/%..|./g) ?? [];
  return encoded.map((one) => (one.length === 3 ? Number.parseInt(one.slice(1), 16) : one.charCodeAt(0)));
}

const lengthBits = (version: number) => (version < 10 ? 8 : 16);

function sizeFor(bytes: number): Size | undefined {
  for (let version = 1; version <= 40; version += 1) {
    const correction = CORRECTION[version - 1] ?? 30;
    const blocks = BLOCKS[version - 1] ?? 0;
    const capacity = Math.floor(freeModules(version) / 8) - correction * blocks;
    if (4 + lengthBits(version) + bytes * 8 <= capacity * 8) return { version, capacity, correction, blocks };
  }
  return undefined;
}

/** Modules that no pattern needs. */
function freeModules(version: number): number {
  const all = (16 * version + 128) * version + 64;
  if (version === 1) return all;
  const marks = Math.floor(version / 7) + 2;
  return all - ((25 * marks - 10) * marks - 55) - (version < 7 ? 0 : 36);
}

/** Byte mode, the length, the bytes, and what fills the rest. */
function dataOf({ version, capacity }: Size, bytes: readonly number[]): number[] {
  const bits: number[] = [];
  const push = (value: number, count: number) => {
    for (let bit = count - 1; bit >= 0; bit -= 1) bits.push((value >> bit) & 1);
  };
  push(4, 4);
  push(bytes.length, lengthBits(version));
  for (const byte of bytes) push(byte, 8);
  push(0, Math.min(4, capacity * 8 - bits.length));
  push(0, (8 - (bits.length % 8)) % 8);
  for (let fill = 0xec; bits.length < capacity * 8; fill ^= 0xec ^ 0x11) push(fill, 8);
  return Array.from({ length: capacity }, (_, at) =>
    bits.slice(at * 8, at * 8 + 8).reduce((byte, bit) => byte * 2 + bit, 0),
  );
}

/** The data in blocks, each with its correction, and of all blocks the first byte, then the second, and so on. */
function interleaved({ capacity, correction, blocks }: Size, data: readonly number[]): number[] {
  const short = Math.floor(capacity / blocks);
  const shortBlocks = blocks - (capacity % blocks);
  const divisor = divisorOf(correction);
  let from = 0;
  const parts = Array.from({ length: blocks }, (_, at) => {
    const part = data.slice(from, from + short + (at < shortBlocks ? 0 : 1));
    from += part.length;
    return { part, rest: remainder(part, divisor) };
  });
  const result: number[] = [];
  for (let at = 0; at <= short; at += 1) {
    for (const { part } of parts) if (at < part.length) result.push(part[at] ?? 0);
  }
  for (let at = 0; at < correction; at += 1) for (const { rest } of parts) result.push(rest[at] ?? 0);
  return result;
}

/** In the field of 256 elements modulo x⁸ + x⁴ + x³ + x² + 1. */
function product(a: number, b: number): number {
  let result = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    result = (result << 1) ^ ((result >> 7) * 0x11d);
    result ^= ((b >> bit) & 1) * a;
  }
  return result;
}

/** (x - 1)(x - 2)(x - 4)…, without its first coefficient. */
function divisorOf(degree: number): number[] {
  const result: number[] = Array.from({ length: degree }, (_, at) => (at === degree - 1 ? 1 : 0));
  for (let turn = 0, root = 1; turn < degree; turn += 1, root = product(root, 2)) {
    for (let at = 0; at < degree; at += 1) {
      result[at] = product(result[at] ?? 0, root) ^ (result[at + 1] ?? 0);
    }
  }
  return result;
}

function remainder(data: readonly number[], divisor: readonly number[]): number[] {
  const result = divisor.map(() => 0);
  for (const byte of data) {
    const factor = byte ^ (result.shift() ?? 0);
    result.push(0);
    divisor.forEach((coefficient, at) => {
      result[at] = (result[at] ?? 0) ^ product(coefficient, factor);
    });
  }
  return result;
}

function drawn({ version }: Size, bytes: readonly number[]): Modules {
  const side = version * 4 + 17;
  const rows: (boolean | undefined)[][] = Array.from({ length: side }, () => new Array(side).fill(undefined));
  const set = (x: number, y: number, dark: boolean) => {
    const row = rows[y];
    if (row && x >= 0 && x < side) row[x] = dark;
  };
  /** Rings around a middle: by their distance from it. */
  const rings = (x: number, y: number, distance: number, isDark: (ring: number) => boolean) => {
    for (let dy = -distance; dy <= distance; dy += 1) {
      for (let dx = -distance; dx <= distance; dx += 1) {
        set(x + dx, y + dy, isDark(Math.max(Math.abs(dx), Math.abs(dy))));
      }
    }
  };

  for (let at = 0; at < side; at += 1) {
    set(6, at, at % 2 === 0);
    set(at, 6, at % 2 === 0);
  }
  const marks = marksOf(version, side);
  for (const y of marks) {
    for (const x of marks) {
      const inCorner = Math.min(x, y) === 6 && (Math.max(x, y) === 6 || Math.max(x, y) === side - 7);
      if (!inCorner) rings(x, y, 2, (ring) => ring !== 1);
    }
  }
  for (const [x, y] of [
    [3, 3],
    [side - 4, 3],
    [3, side - 4],
  ] as const) {
    rings(x, y, 4, (ring) => ring !== 2 && ring !== 4);
  }

  for (let at = 0; at < 15; at += 1) {
    const dark = ((FORMAT >> at) & 1) === 1;
    // From the corner down and left around it, past the lines of the timing.
    if (at < 8) set(8, at < 6 ? at : at + 1, dark);
    else set(at === 8 ? 7 : 14 - at, 8, dark);
    if (at < 8) set(side - 1 - at, 8, dark);
    else set(8, side - 15 + at, dark);
  }
  set(8, side - 8, true);
  if (version >= 7) {
    let rest = version;
    for (let turn = 0; turn < 12; turn += 1) rest = (rest << 1) ^ ((rest >> 11) * 0x1f25);
    const bits = (version << 12) | rest;
    for (let at = 0; at < 18; at += 1) {
      const dark = ((bits >> at) & 1) === 1;
      const far = side - 11 + (at % 3);
      set(far, Math.floor(at / 3), dark);
      set(Math.floor(at / 3), far, dark);
    }
  }

  // In pairs of columns from the right, up and down in turn, around the column of the timing.
  let bit = 0;
  for (let right = side - 1; right >= 1; right -= right === 8 ? 3 : 2) {
    const isUp = ((right + 1) & 2) === 0;
    for (let step = 0; step < side; step += 1) {
      const y = isUp ? side - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (rows[y]?.[x] !== undefined) continue;
        const byte = bytes[bit >> 3] ?? 0;
        const dark = ((byte >> (7 - (bit & 7))) & 1) === 1;
        bit += 1;
        set(x, y, dark !== ((x + y) % 2 === 0));
      }
    }
  }
  return rows.map((row) => row.map((dark) => dark === true));
}

/** Where the middles of the small squares are, in both directions. */
function marksOf(version: number, side: number): number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.floor((version * 8 + count * 3 + 5) / (count * 4 - 4)) * 2;
  return Array.from({ length: count }, (_, at) => (at === 0 ? 6 : side - 7 - (count - 1 - at) * step));
}
