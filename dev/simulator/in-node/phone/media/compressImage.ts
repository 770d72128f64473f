/** A JPEG of the picture; undefined when it is none. `width` in px, absent: as it is. `quality`: 0 to 100. */
export async function compressImage(
  path: string,
  quality: number,
  width: number | undefined,
): Promise<Buffer | undefined> {
  const { default: sharp } = await import('sharp');
  const image = sharp(path).autoOrient();
  if (width !== undefined) image.resize({ width });
  return image
    .jpeg({ quality: Math.max(1, quality) })
    .toBuffer()
    .catch(() => undefined);
}
