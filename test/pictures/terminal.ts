import { stripVTControlCharacters } from 'node:util';
import type { Browser } from 'playwright-core';

/** What a program prints, as a light terminal shows it: a PNG with two pixels for each px. */
export async function terminal(browser: Browser, printed: string): Promise<Buffer> {
  const page = await browser.newPage({ deviceScaleFactor: 2 });
  try {
    await page.setContent(`<pre style="display: inline-block; margin: 0; padding: 16px; background: #fff; color: #1f2328;
      font: 13px/normal 'DejaVu Sans Mono', Menlo, monospace"></pre>`);
    const text = page.locator('pre');
    // The codes of colour say black on white, which it is.
    await text.evaluate((pre, words) => {
      pre.textContent = words;
    }, stripVTControlCharacters(printed));
    return await text.screenshot();
  } finally {
    await page.close();
  }
}
