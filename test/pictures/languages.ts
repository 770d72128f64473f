import { join } from 'node:path';

/** The languages that the documents are in: each has pictures of its own. */
export const languages = [
  { language: 'en', locale: 'en-US', ending: '' },
  { language: 'zh_CN', locale: 'zh-CN', ending: '.zh-CN' },
] as const;

export type Edition = (typeof languages)[number];

/** Where the documents of this language look for it. */
export function pictureFile(name: string, { ending }: Edition): string {
  return join(__dirname, '../../dev/pictures', `${name}${ending}.webp`);
}
