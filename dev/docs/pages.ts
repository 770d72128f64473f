import { join } from 'node:path';
import { evaluate } from '../evaluate';
import { errorsPage, type Texts } from './errors/errorsPage';

/** The pages of docs/ that are made from the program, by their names. */
export async function pages(root: string): Promise<Readonly<Record<string, string>>> {
  const { en, zh } = await evaluate<{ en: Texts; zh: Texts }>(
    join(root, 'miniprogram/cos/i18n'),
    "export { failures as en } from './failures.en'; export { failures as zh } from './failures.zh';",
  );
  return { 'errors.md': errorsPage('en', en), 'errors.zh-CN.md': errorsPage('zh', zh) };
}
