import { createHash, randomFillSync } from 'node:crypto';
import sharp from 'sharp';

/** A name that breaks whoever forgets to encode: Chinese, spaces and what means something in a URL. */
export const awkwardName = '海边 日落 + # % & 100%25.jpg';

/** A real JPEG, never twice the same: 1.4 MB for 1600 × 1200 pixels. */
export async function makePhoto(width: number, height: number): Promise<Buffer> {
  const pixels = randomFillSync(Buffer.alloc(width * height * 3));
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 92 })
    .toBuffer();
}

/** An MP4 container of exactly `size` bytes: the file type box, then one box of random media data. */
export function makeVideo(size: number): Buffer {
  const fileType = Buffer.from('0000001c667479706d703432000000006d70343269736f6d61766331', 'hex');
  const mediaHeader = Buffer.alloc(8);
  mediaHeader.writeUInt32BE(size - fileType.length, 0);
  mediaHeader.write('mdat', 4, 'latin1');
  const media = randomFillSync(Buffer.alloc(size - fileType.length - mediaHeader.length));
  return Buffer.concat([fileType, mediaHeader, media]);
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
