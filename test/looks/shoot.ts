import { mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Product } from '../e2e/support/startProduct';

export const shotsFolder = join(__dirname, '../screenshots/looks');

/** What each page is walked through in: both languages, and words as large as in WeChat's care mode. */
export const walks = [
  { language: 'en', textScale: 1 },
  { language: 'zh_CN', textScale: 1 },
  { language: 'en', textScale: 1.4 },
] as const;

/** The smallest phone, one with a notch, a tablet. CSS px. */
const shapes = { small: [320, 568], phone: [375, 812], tablet: [768, 1024] } as const;
const onItsSide = { wide: [812, 375] } as const;
const usual = [375, 812] as const;

interface Shooting {
  /** On its side as well: for pages that WeChat turns. */
  turns?: boolean;
}

/**
 * Takes the screen in each shape, light and dark: `<name>--<walk>-<shape>-<theme>.png`. With large words in the light and on phones
 * only. Afterwards the phone is as it was, in the light.
 */
export async function shoot(product: Product, name: string, { turns = false }: Shooting = {}): Promise<void> {
  mkdirSync(shotsFolder, { recursive: true });
  const { phone, window } = product;
  const { language, textScale } = phone.settings.current;
  const isLarge = textScale > 1;
  const { tablet, ...phones } = shapes;
  const taken = { ...phones, ...(!isLarge && { tablet }), ...(turns && onItsSide) };
  for (const [shape, [width, height]] of Object.entries(taken)) {
    await window.resize(width, height);
    for (const theme of isLarge ? (['light'] as const) : (['dark', 'light'] as const)) {
      phone.settings.update({ theme });
      expect(await product.miniProgram.callWxMethod('getSystemInfoSync')).toMatchObject({ theme });
      await window.comesToRest();
      const walk = isLarge ? 'large' : language;
      await writeFile(join(shotsFolder, `${name}--${walk}-${shape}-${theme}.png`), await window.picture());
    }
  }
  await window.resize(...usual);
  // A tap before the new size is drawn would be lost.
  await window.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
}
