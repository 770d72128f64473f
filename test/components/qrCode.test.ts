import encodeQR from 'qr';
import decodeQR from 'qr/decode.js';
import { qrCode } from '../../miniprogram/cos/components/link-sheet/qrCode';
import { isWide } from '../support/isWide';

/** QR codes beside those of a library, module by module, and read by its reader. */

/** Bytes of the most that each version has room for, 1 to 40 (ISO/IEC 18004, table 7, level L). */
const MOST = [
  17, 32, 53, 78, 106, 134, 154, 192, 230, 271, 321, 367, 425, 458, 520, 586, 644, 718, 792, 858, 929, 1003,
  1091, 1171, 1273, 1367, 1465, 1528, 1628, 1732, 1840, 1952, 2068, 2188, 2303, 2431, 2563, 2699, 2809, 2953,
];

const LETTERS = 'https://abc-1250000000.cos.ap-guangzhou.myqcloud.com/users/oAb%E4?q-sign=;&';
const textOf = (bytes: number) =>
  Array.from({ length: bytes }, (_, at) => LETTERS[(at * 7 + bytes) % LETTERS.length]).join('');

const theirs = (text: string) =>
  encodeQR(text, 'raw', { ecc: 'low', encoding: 'byte', mask: 0, border: 1 })
    .slice(1, -1)
    .map((row) => row.slice(1, -1));

function read(text: string): string {
  const modules = qrCode(text) ?? [];
  const scale = 3;
  const side = (modules.length + 8) * scale;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      if (modules[Math.floor(y / scale) - 4]?.[Math.floor(x / scale) - 4]) {
        data.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
      }
    }
  }
  return decodeQR({ width: side, height: side, data });
}

test.each(
  MOST.map((most, at) => [at + 1, most, (MOST[at - 1] ?? 0) + 1] as const).filter(
    ([version]) => isWide || version % 4 === 3,
  ),
)('version %i, with all that it has room for (%i bytes) and with the least', (version, most, least) => {
  for (const text of [textOf(most), textOf(least)]) {
    expect(qrCode(text)).toHaveLength(version * 4 + 17);
    // As text: one comparison instead of one of each module.
    expect(JSON.stringify(qrCode(text))).toBe(JSON.stringify(theirs(text)));
  }
  if ([1, 7, 14, 21, 40].includes(version)) expect(read(textOf(most))).toBe(textOf(most));
});

test('bytes of UTF-8, and nothing at all', () => {
  for (const text of ['照片 😀 100% é', '', '%', '\n']) expect(qrCode(text)).toEqual(theirs(text));
  expect(read('照片 😀 100% é')).toBe('照片 😀 100% é');
});

test('there is none of more bytes than the largest has room for', () => {
  expect(qrCode(textOf(2954))).toBeUndefined();
  expect(qrCode('照'.repeat(985))).toBeUndefined();
});
