import encodeQR from 'qr';
import sharp from 'sharp';
import { readCode } from '../../dev/phone/readCode';
import { terminalCode } from '../../dev/terminalCode';

const url = 'https://mp.weixin.qq.com/a/~~9mTqQEcrlqY~U8v3_2Jb9Xw7~~';

test("WeChat's picture of a code is read, as a photo and with a ground that is not there", async () => {
  const drawn = sharp(Buffer.from(encodeQR(url, 'svg', { scale: 8 }))).resize(280, 280);
  expect(
    await readCode(await drawn.clone().flatten({ background: 'white' }).jpeg({ quality: 60 }).toBuffer()),
  ).toBe(url);
  expect(await readCode(await drawn.png().toBuffer())).toBe(url);
  const empty = sharp({ create: { width: 280, height: 280, channels: 3, background: 'white' } });
  expect(await readCode(await empty.png().toBuffer())).toBeUndefined();
});

test('a code in the terminal is one that a camera reads', async () => {
  const lines = terminalCode(url).replaceAll('\u001b[30;107m', '').replaceAll('\u001b[0m', '').split('\n');
  const [scale, width] = [4, lines[0]?.length ?? 0];
  const pixels = Buffer.alloc(width * 2 * lines.length, 255);
  lines.forEach((line, y) => {
    [...line].forEach((character, x) => {
      if ('█▀'.includes(character)) pixels[2 * y * width + x] = 0;
      if ('█▄'.includes(character)) pixels[(2 * y + 1) * width + x] = 0;
    });
  });
  const picture = sharp(pixels, { raw: { width, height: 2 * lines.length, channels: 1 } });
  const large = picture.resize(width * scale, 2 * lines.length * scale, { kernel: 'nearest' });
  expect(await readCode(await large.png().toBuffer())).toBe(url);
  expect(width).toBeLessThanOrEqual(80);
});
