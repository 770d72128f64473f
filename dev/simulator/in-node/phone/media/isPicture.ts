import { open } from 'node:fs/promises';
import { readImageInfo } from './readImageInfo';

/** Brands of HEIF's box `ftyp` (ISO/IEC 23008-12) that phones write. */
const HEIF_BRANDS = ['heic', 'heix', 'heim', 'heis', 'hevc', 'mif1', 'msf1'];

/** Goes by the bytes. BMP and HEIC, which sharp does not read, by their first ones. */
export async function isPicture(path: string): Promise<boolean> {
  return (await readImageInfo(path)) !== undefined || startsLikePicture(await firstBytes(path, 12));
}

function startsLikePicture(start: Buffer): boolean {
  const text = start.toString('latin1');
  return text.startsWith('BM') || (text.slice(4, 8) === 'ftyp' && HEIF_BRANDS.includes(text.slice(8)));
}

async function firstBytes(path: string, count: number): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(count), 0, count, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
