import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { decoded, readImage } from './readImage';

/** Bits of a sample, by the decoder's name for their type. */
const bitDepths: Readonly<Record<string, number>> = { uchar: 8, char: 8, ushort: 16, short: 16 };

/**
 * What `imageInfo` tells (document 44889; `photo_rgb` is on the international page 33722 alone): all values are texts.
 *
 * How COS finds the average colour, and what it tells of an image without a resolution, is not documented: here it is the
 * mean of each channel, and the resolution is left out.
 *
 * Throws `InvalidImageFormat`, `ImageResolutionExceed`.
 */
export async function describeImage(bytes: Buffer): Promise<Record<string, string>> {
  const { metadata } = await readImage(bytes);
  const { width, height, pageHeight, pages, depth, density } = metadata;
  const { channels } = await decoded(sharp(bytes).toColourspace('srgb').stats());
  const [red, green = red, blue = red] = channels;
  const hex = [red, green, blue].map((channel) => {
    return Math.round(channel?.mean ?? 0)
      .toString(16)
      .padStart(2, '0');
  });
  return {
    format: metadata.format,
    width: String(width),
    height: String(pageHeight ?? height),
    size: String(bytes.length),
    md5: createHash('md5').update(bytes).digest('hex'),
    frame_count: String(pages ?? 1),
    bit_depth: String(bitDepths[depth] ?? 8),
    ...(density !== undefined && { vertical_dpi: String(density), horizontal_dpi: String(density) }),
    photo_rgb: `0x${hex.join('')}`,
  };
}
