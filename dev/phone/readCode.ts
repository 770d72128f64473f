import decodeQR from 'qr/decode.js';
import sharp from 'sharp';

/** What a picture of a QR code says; undefined when it can't be read. */
export async function readCode(picture: Buffer): Promise<string | undefined> {
  const { data, info } = await sharp(picture)
    .flatten({ background: 'white' })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  try {
    // It tries for some milliseconds and gives up; here nobody films.
    return decodeQR({ width: info.width, height: info.height, data }, { timeLimit: 2000 });
  } catch {
    return undefined;
  }
}
