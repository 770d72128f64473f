import sharp from 'sharp';

/** px of the picture, which has two for each of the page. */
const GAP = 48;
const EDGE = 2;

/**
 * Screens side by side, each with a thin line around it, with nothing behind. PNGs with two pixels for each px of the page: a document
 * shows the picture at half its width.
 */
export async function writeScreens(file: string, screens: readonly Buffer[]): Promise<void> {
  const edged = await Promise.all(screens.map(withEdge));
  const width = edged.reduce((sum, { info }) => sum + info.width, (edged.length - 1) * GAP);
  const height = Math.max(...edged.map(({ info }) => info.height));
  let left = 0;
  const placed = edged.map(({ data, info }) => {
    const place = { input: data, left, top: 0 };
    left += info.width + GAP;
    return place;
  });
  await sharp({ create: { width, height, channels: 4, background: 'transparent' } })
    .composite(placed)
    .webp({ quality: 72, effort: 6 })
    .toFile(file);
}

async function withEdge(screen: Buffer) {
  const { width = 0, height = 0 } = await sharp(screen).metadata();
  const edge = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect x="${EDGE / 2}" y="${EDGE / 2}" width="${
    width - EDGE
  }" height="${height - EDGE}" fill="none" stroke="#c8c8c8" stroke-width="${EDGE}"/></svg>`;
  return sharp(screen)
    .composite([{ input: Buffer.from(edge) }])
    .png()
    .toBuffer({ resolveWithObject: true });
}
