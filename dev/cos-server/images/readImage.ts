import sharp, { type Metadata } from 'sharp';
import { messageOf } from '../../messageOf';
import { CosError } from '../errors/CosError';

/** Limits of COS's image processing (doc 36366): bytes, pixels of a side, pixels in all. */
const MAX_IMAGE_BYTES = 32 * 1024 * 1024;
export const MAX_SIDE = 30_000;
export const MAX_PIXELS = 250_000_000;

const formats = ['jpg', 'png', 'webp', 'gif', 'avif'] as const;

export type ImageFormat = (typeof formats)[number];

/** The format of that name, in any case; undefined for one that this server does not write. */
export function imageFormat(name: string): ImageFormat | undefined {
  const lower = name.toLowerCase() === 'jpeg' ? 'jpg' : name.toLowerCase();
  return formats.find((format) => format === lower);
}

/** The formats that are read, by the decoder's name for them, and what they are written as unless asked. */
const readable: Readonly<Record<string, ImageFormat>> = {
  jpeg: 'jpg',
  png: 'png',
  webp: 'webp',
  gif: 'gif',
  heif: 'avif',
  tiff: 'jpg',
};

/** Throws `ImageTooLarge`. @param size bytes */
export function checkImageSize(size: number): void {
  if (size > MAX_IMAGE_BYTES) {
    throw new CosError('ImageTooLarge', { reason: `It has ${size} bytes; ${MAX_IMAGE_BYTES} are allowed.` });
  }
}

interface ReadImage {
  metadata: Metadata;
  /** What it is written as unless another is asked for. */
  format: ImageFormat;
}

/** Throws `InvalidImageFormat` for what is no image, `ImageResolutionExceed` for too many pixels. */
export async function readImage(bytes: Buffer): Promise<ReadImage> {
  const metadata = await readMetadata(bytes);
  const format = readable[metadata.format];
  if (!format) throw notAnImage(`its format is ${metadata.format}`);
  return { metadata, format };
}

async function readMetadata(bytes: Buffer): Promise<Metadata> {
  try {
    return await sharp(bytes, { limitInputPixels: MAX_PIXELS }).metadata();
  } catch (error) {
    const message = messageOf(error);
    if (/pixel limit/.test(message)) {
      throw new CosError('ImageResolutionExceed', { reason: `It has more than ${MAX_PIXELS} pixels.` });
    }
    throw notAnImage(message);
  }
}

/** What the decoder makes of an image. Throws `InvalidImageFormat` for one that begins like an image and goes on as something else. */
export async function decoded<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    throw notAnImage(messageOf(error));
  }
}

function notAnImage(reason: string): CosError {
  return new CosError('InvalidImageFormat', {
    reason: `The object can't be processed as an image: ${reason}.`,
  });
}
