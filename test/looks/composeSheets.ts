import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';

const GAP = 16;
const LINES = ['en', 'zh_CN', 'large'];
const COLUMNS = [
  'small-light',
  'phone-light',
  'tablet-light',
  'small-dark',
  'phone-dark',
  'tablet-dark',
  'wide-light',
  'wide-dark',
];
/** A tablet is shown smaller than a phone, so that a sheet can be looked at as a whole. */
const TABLET = 0.6;

/** One picture for each `name` of `<name>--<walk>-<shape>-<theme>.png` in `from`: a line for each walk. Resolves with their paths. */
export async function composeSheets(from: string, to: string): Promise<string[]> {
  await rm(to, { recursive: true, force: true });
  await mkdir(to, { recursive: true });
  const shots = (await readdir(from)).filter((file) => file.endsWith('.png'));
  const names = [...new Set(shots.map((file) => file.split('--')[0] ?? ''))].sort();
  return Promise.all(
    names.map(async (name) => {
      const sheet = join(to, `${name}.png`);
      const lines = LINES.map((walk) =>
        COLUMNS.map((column) => `${name}--${walk}-${column}.png`).filter((file) => shots.includes(file)),
      ).filter((line) => line.length > 0);
      await compose(
        await Promise.all(lines.map((line) => Promise.all(line.map((file) => shrink(join(from, file)))))),
        sheet,
      );
      return sheet;
    }),
  );
}

interface Shot {
  readonly data: Buffer;
  readonly info: { readonly width: number; readonly height: number };
}

async function shrink(file: string): Promise<Shot> {
  const picture = sharp(file);
  const { width = 0 } = await picture.metadata();
  const scaled = file.includes('-tablet-') ? picture.resize(Math.round(width * TABLET)) : picture;
  return scaled.png().toBuffer({ resolveWithObject: true });
}

async function compose(lines: readonly (readonly Shot[])[], to: string): Promise<void> {
  const placed: { input: Buffer; left: number; top: number }[] = [];
  let [right, top] = [0, GAP];
  for (const line of lines) {
    let left = GAP;
    for (const { data, info } of line) {
      placed.push({ input: data, left, top });
      left += info.width + GAP;
    }
    right = Math.max(right, left);
    top += Math.max(...line.map(({ info }) => info.height)) + GAP;
  }
  const ground = sharp({ create: { width: right, height: top, channels: 3, background: '#808080' } });
  await ground.composite(placed).png().toFile(to);
}
