import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { ContentStore } from '../../../dev/cos-server/storage/ContentStore';
import { Crc64, crc64OfParts } from '../../../dev/cos-server/storage/Crc64';
import { byteRange } from '../../../dev/http/byteRange';
import { cases } from '../../support/isWide';

/** CRC-64/XZ bit by bit: reflected polynomial 42F0E1EBA9EA3693, all ones before and after. */
function referenceCrc64(bytes: Uint8Array): bigint {
  const ones = 0xffff_ffff_ffff_ffffn;
  let crc = ones;
  for (const byte of bytes) {
    crc ^= BigInt(byte);
    for (let bit = 0; bit < 8; bit++) crc = crc & 1n ? (crc >> 1n) ^ 0xc96c_5795_d787_0f42n : crc >> 1n;
  }
  return crc ^ ones;
}

const crc64 = (...pieces: Uint8Array[]): bigint => {
  const sum = new Crc64();
  for (const piece of pieces) sum.update(piece);
  return sum.value();
};

const bytes = fc.uint8Array({ maxLength: 200 });

test('the checksum is that of its definition, in whatever pieces the bytes come', () => {
  fc.assert(
    fc.property(fc.array(bytes, { maxLength: 6 }), (pieces) => {
      expect(crc64(...pieces)).toBe(referenceCrc64(Buffer.concat(pieces)));
    }),
    { numRuns: cases(300) },
  );
});

test('the checksum of parts is that of their bytes in a row', () => {
  fc.assert(
    fc.property(fc.array(bytes, { minLength: 1, maxLength: 6 }), (parts) => {
      const summed = crc64OfParts(parts.map((part) => ({ crc64: crc64(part), size: part.length })));
      expect(summed).toBe(crc64(Buffer.concat(parts)));
    }),
    { numRuns: cases(300) },
  );
});

const ranges = fc
  .tuple(fc.option(fc.nat(60), { nil: '' }), fc.option(fc.nat(60), { nil: '' }))
  .map(([first, last]) => `bytes=${first}-${last}`);

/** The positions that a range names, by RFC 9110, section 14.1.2; undefined when it is to be ignored. */
function positionsIn(range: string, size: number): number[] | undefined {
  const [first = '', last = ''] = range.replace('bytes=', '').split('-');
  if (first === '' && last === '') return undefined;
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined;
  const all = Array.from({ length: size }, (_, position) => position);
  if (first === '') return all.slice(Number(last) === 0 ? size : -Number(last));
  return all.filter((position) => {
    return position >= Number(first) && (last === '' || position <= Number(last));
  });
}

test('a range has the bytes that HTTP says, or is refused when it has none', () => {
  fc.assert(
    fc.property(ranges, fc.nat(50), (range, size) => {
      const expected = positionsIn(range, size);
      if (expected === undefined) {
        expect(byteRange(range, size)).toBeUndefined();
      } else if (expected.length === 0) {
        expect(byteRange(range, size)).toBe('unsatisfiable');
      } else {
        expect(byteRange(range, size)).toEqual({ first: expected[0], last: expected.at(-1) });
      }
    }),
    { numRuns: cases(1000) },
  );
});

test('no Range header breaks the server', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(50), (header, size) => {
      const range = byteRange(header, size);
      if (typeof range === 'object') expect(range.first <= range.last && range.last < size).toBe(true);
    }),
  );
});

describe('content on the disk', () => {
  let folder: string;
  let contents: ContentStore;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cos-contents-'));
    contents = await ContentStore.open(join(folder, randomUUID()));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function* inPieces(pieces: readonly Uint8Array[]) {
    yield* pieces;
  }

  test('any range of parts is the slice of their bytes', async () => {
    const situations = fc.record({
      parts: fc.array(fc.array(bytes, { maxLength: 3 }), { minLength: 1, maxLength: 4 }),
      from: fc.nat(300),
      length: fc.integer({ min: 1, max: 300 }),
    });
    await fc.assert(
      fc.asyncProperty(situations, async ({ parts, from, length }) => {
        const received = [];
        for (const pieces of parts) received.push(await contents.receive(inPieces(pieces)));
        const whole = Buffer.concat(parts.flat());
        fc.pre(from < whole.length);
        const last = Math.min(from + length, whole.length) - 1;
        const read: Buffer[] = [];
        for await (const chunk of contents.read(received, from, last)) read.push(chunk);
        expect(Buffer.concat(read).equals(whole.subarray(from, last + 1))).toBe(true);
        await contents.discard(received);
      }),
      { numRuns: 40 },
    );
  });
});
