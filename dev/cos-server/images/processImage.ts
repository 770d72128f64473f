import sharp, { type Metadata, type Sharp } from 'sharp';
import { CosError } from '../errors/CosError';
import { type Size, scaledSize } from './geometry';
import type { ImageFormat, ImageOperations } from './ImageOperations';

/** Limits of COS's image processing (doc 36366): bytes, pixels of a side, pixels in all. */
const MAX_IMAGE_BYTES = 32 * 1024 * 1024;
const MAX_SIDE = 30_000;
const MAX_PIXELS = 250_000_000;

const DEFAULT_QUALITY = 85;

const contentTypes: Readonly<Record<ImageFormat, string>> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  avif: 'image/avif',
};

/** The formats that are read, by the decoder's name for them, and what they are written as unless asked. */
const readable: Readonly<Record<string, ImageFormat>> = {
  jpeg: 'jpg',
  png: 'png',
  webp: 'webp',
  gif: 'gif',
  heif: 'avif',
  tiff: 'jpg',
};

export interface ProcessedImage {
  bytes: Buffer;
  contentType: string;
}

/** Throws `ImageTooLarge`. @param size bytes */
export function checkImageSize(size: number): void {
  if (size > MAX_IMAGE_BYTES) {
    throw new CosError('ImageTooLarge', { reason: `It has ${size} bytes; ${MAX_IMAGE_BYTES} are allowed.` });
  }
}

/** Throws `InvalidImageFormat` for what is no image, `ImageResolutionExceed` for too many pixels. */
export async function processImage(bytes: Buffer, operations: ImageOperations): Promise<ProcessedImage> {
  const metadata = await readMetadata(bytes);
  const source = readable[metadata.format];
  if (!source) throw notAnImage(`its format is ${metadata.format}`);
  const animated = (metadata.pages ?? 1) > 1;
  const format = operations.format ?? source;

  let image = sharp(bytes, { animated, limitInputPixels: MAX_PIXELS });
  if (operations.autoOrient) image = image.autoOrient();
  if (operations.thumbnail) {
    const size = scaledSize(operations.thumbnail, orientedSize(metadata, operations.autoOrient), animated);
    checkPixels(size);
    image = image.resize({ ...size, fit: 'fill' });
  }
  if (operations.rotate) image = image.rotate(operations.rotate, { background: '#fff' });
  if (!operations.strip) image = image.keepMetadata();
  try {
    const output = await encode(image, format, operations).toBuffer();
    return { bytes: output, contentType: contentTypes[format] };
  } catch (error) {
    // A file that begins like an image and goes on as something else.
    throw notAnImage(describe(error));
  }
}

async function readMetadata(bytes: Buffer): Promise<Metadata> {
  try {
    return await sharp(bytes, { limitInputPixels: MAX_PIXELS }).metadata();
  } catch (error) {
    if (/pixel limit/.test(describe(error))) {
      throw new CosError('ImageResolutionExceed', { reason: `It has more than ${MAX_PIXELS} pixels.` });
    }
    throw notAnImage(describe(error));
  }
}

function orientedSize(metadata: Metadata, autoOrient: boolean): Size {
  const { width, pageHeight } = metadata;
  const height = pageHeight ?? metadata.height;
  // From 5 on the orientations of EXIF lie on their side.
  const sideways = autoOrient && (metadata.orientation ?? 1) >= 5;
  return sideways ? { width: height, height: width } : { width, height };
}

function checkPixels({ width, height }: Size): void {
  if (width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS) {
    throw new CosError('ImageResolutionExceed', { reason: `It would have ${width} × ${height} pixels.` });
  }
}

function encode(image: Sharp, format: ImageFormat, { quality, progressive }: ImageOperations): Sharp {
  const lossy = { quality: quality ?? DEFAULT_QUALITY };
  switch (format) {
    case 'jpg':
      return image.flatten({ background: '#fff' }).jpeg({ ...lossy, progressive });
    case 'png':
      return image.png({ progressive });
    case 'webp':
      return image.webp(lossy);
    case 'gif':
      return image.gif();
    case 'avif':
      return image.avif(quality === undefined ? {} : lossy);
  }
}

function notAnImage(reason: string): CosError {
  return new CosError('InvalidImageFormat', {
    reason: `The object can't be processed as an image: ${reason}.`,
  });
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
