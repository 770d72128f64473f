import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Product } from '../e2e/support/startProduct';

const folder = join(__dirname, '../screenshots');

/** Takes the screen in light and dark: `<name>-<theme>-<language>.png` in test/screenshots. */
export async function shoot(product: Product, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const { language } = product.phone.settings.current;
  for (const theme of ['dark', 'light'] as const) {
    product.phone.settings.update({ theme });
    expect(await product.miniProgram.callWxMethod('getSystemInfoSync')).toMatchObject({ theme });
    await product.window.comesToRest();
    const path = join(folder, `${name}-${theme}-${language}.png`);
    await product.miniProgram.screenshot({ path });
    expect((await sharp(path).stats()).isOpaque).toBe(true);
  }
}
