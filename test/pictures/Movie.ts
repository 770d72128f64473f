import { writeFile } from 'node:fs/promises';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import sharp from 'sharp';

const MAX_BYTES = 600_000;

/** A frame each time that something is to be seen, and a ring where a finger was. */
export class Movie {
  private readonly frames: { picture: Buffer; milliseconds: number }[] = [];

  constructor(
    private readonly page: Page,
    private readonly phone: FrameLocator,
  ) {}

  async hold(milliseconds: number): Promise<void> {
    const picture = await this.page.screenshot();
    this.frames.push({ picture, milliseconds });
  }

  async tap(target: Locator): Promise<void> {
    const box = await target.boundingBox();
    const screen = this.page.viewportSize();
    if (!box || !screen) throw new Error('What is to be tapped is not on the screen.');
    const { x, y, width, height } = box;
    const picture = await this.page.screenshot();
    const ring = `<svg xmlns="http://www.w3.org/2000/svg" width="${screen.width}" height="${screen.height}"><circle cx="${x + width / 2}" cy="${
      y + height / 2
    }" r="22" fill="#000" fill-opacity="0.22" stroke="#fff" stroke-width="2" stroke-opacity="0.8"/></svg>`;
    const touched = await sharp(picture)
      .composite([{ input: Buffer.from(ring) }])
      .png()
      .toBuffer();
    this.frames.push({ picture: touched, milliseconds: 350 });
    await target.click();
    await this.phone.locator('.pages').waitFor();
  }

  async write(path: string): Promise<void> {
    const pictures = this.frames.map(({ picture }) => picture);
    const delay = this.frames.map(({ milliseconds }) => milliseconds);
    for (const quality of [80, 70, 60, 50, 40]) {
      const movie = await sharp(pictures, { join: { animated: true } })
        .webp({ delay, loop: 0, quality, effort: 6, minSize: true })
        .toBuffer();
      if (movie.length > MAX_BYTES && quality > 40) continue;
      expect(movie.length).toBeLessThan(MAX_BYTES);
      await writeFile(path, movie);
      return;
    }
  }
}
