import fc from 'fast-check';
import { type Crc64, crc64, crc64Start, crc64Text } from '../../miniprogram/cos/files/crc64';
import { cases } from '../support/isWide';

/** Bit by bit, as the definition has it, and with nothing in common with the code under test. */
function reference(bytes: Uint8Array): bigint {
  let crc = 0xffff_ffff_ffff_ffffn;
  for (const byte of bytes) {
    crc ^= BigInt(byte);
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1n ? (crc >> 1n) ^ 0xc96c_5795_d787_0f42n : crc >> 1n;
  }
  return crc ^ 0xffff_ffff_ffff_ffffn;
}

const number = ({ high, low }: Crc64) => (BigInt(high) << 32n) | BigInt(low);
const text = (value: string) => new Uint8Array(Buffer.from(value));

test.each([
  ['[Object Content]', 16749565679157681890n],
  // The check value of CRC-64/XZ in the catalogue of parametrised CRC algorithms.
  ['123456789', 0x995dc9bbdf1939fan],
  ['', 0n],
])('%s has the checksum that is published for it', (content, expected) => {
  expect(number(crc64(text(content)))).toBe(expected);
  expect(crc64Text(crc64(text(content)))).toBe(String(expected));
});

test('of any bytes at any offset in memory it is what the definition says', () => {
  const situation = fc.record({ content: fc.uint8Array({ maxLength: 300 }), offset: fc.nat(9) });
  fc.assert(
    fc.property(situation, ({ content, offset }) => {
      const memory = new Uint8Array(offset + content.length + 3).fill(0xa5);
      memory.set(content, offset);
      const bytes = memory.subarray(offset, offset + content.length);
      expect(number(crc64(bytes))).toBe(reference(content));
    }),
    { numRuns: cases(2000) },
  );
});

test('in pieces it is the same as at once, and what was kept of a piece stays as it was', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 8 }), (pieces) => {
      const kept: Crc64[] = [crc64Start];
      for (const piece of pieces) kept.push(crc64(piece, kept[kept.length - 1]));
      pieces.forEach((piece, i) => {
        expect(crc64(piece, kept[i])).toEqual(kept[i + 1]);
      });
      expect(number(kept[pieces.length] as Crc64)).toBe(reference(Buffer.concat(pieces)));
    }),
    { numRuns: cases(500) },
  );
});

test('its text is the number in decimal, whatever its halves are', () => {
  const half = fc.oneof(
    fc.integer({ min: 0, max: 0xffff_ffff }),
    fc.constantFrom(0, 1, 999_999, 1_000_000, 0xffff_ffff),
  );
  fc.assert(
    fc.property(half, half, (high, low) => {
      expect(crc64Text({ high, low })).toBe(String(number({ high, low })));
    }),
    { numRuns: cases(5000) },
  );
});

test('a changed bit anywhere changes it', () => {
  const content = fc.uint8Array({ minLength: 1, maxLength: 100 });
  fc.assert(
    fc.property(content, fc.nat(), (bytes, at) => {
      const other = bytes.slice();
      const byte = at % bytes.length;
      other[byte] = (bytes[byte] as number) ^ (1 << (at % 8));
      expect(crc64(other)).not.toEqual(crc64(bytes));
    }),
  );
});
