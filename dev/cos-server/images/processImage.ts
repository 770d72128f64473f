import sharp, { type Metadata, type Sharp } from 'sharp';
import { CosError } from '../errors/CosError';
import { type Size, scaledSize } from './geometry';
import type { ImageOperations } from './ImageOperations';
import { decoded, type ImageFormat, MAX_PIXELS, MAX_SIDE, readImage } from './readImage';

const DEFAULT_QUALITY = 85;

const contentTypes: Readonly<Record<ImageFormat, string>> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  avif: 'image/avif',
};

interface ProcessedImage {
  bytes: Buffer;
  contentType: string;
}

/** Throws `InvalidImageFormat` for what is no image, `ImageResolutionExceed` for too many pixels. */
export async function processImage(bytes: Buffer, operations: ImageOperations): Promise<ProcessedImage> {
  const { metadata, format: source } = await readImage(bytes);
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
  const output = await decoded(encode(image, format, operations).toBuffer());
  return { bytes: output, contentType: contentTypes[format] };
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
