import type { ImageInfo } from '../../../messages/PhoneProtocol';

const TYPES: Record<string, ImageInfo['type']> = { jpeg: 'jpeg', png: 'png', gif: 'gif', tiff: 'tiff' };

/** Undefined when the file is no image. Width and height are those of the stored pixels, before rotation. */
export async function readImageInfo(path: string): Promise<ImageInfo | undefined> {
  // Loaded when it is first needed: it takes a tenth of a second.
  const { default: sharp } = await import('sharp');
  try {
    const { width, height, format, orientation } = await sharp(path).metadata();
    return { width, height, type: TYPES[format] ?? 'unknown', orientation: orientation ?? 1 };
  } catch {
    return undefined;
  }
}
