import { existsSync } from 'node:fs';
import { failed, passed } from '../report/Result';
import type { FileCheck } from './Setup';

interface App {
  pages?: string[];
  subPackages?: { root: string; pages?: string[] }[];
  subpackages?: { root: string; pages?: string[] }[];
}

/** Whether the Mini Program is where project.config.json says, with each page that app.json names. */
export const pages: FileCheck = async ({ project }) => {
  const { miniprogramRoot = '' } = await project.projectConfig();
  const root = miniprogramRoot.replace(/\/$/, '');
  if (!existsSync(project.path(`${root}/app.json`))) {
    return failed({
      seen: `miniprogramRoot is ${JSON.stringify(miniprogramRoot)}, and there is no app.json`,
      means: 'WeChat finds no Mini Program.',
      change: 'Set miniprogramRoot in project.config.json to "miniprogram/".',
    });
  }
  const app = await project.json<App>(`${root}/app.json`);
  const subpackages = app.subPackages ?? app.subpackages ?? [];
  const named = [
    ...(app.pages ?? []),
    ...subpackages.flatMap((one) => (one.pages ?? []).map((page) => `${one.root}/${page}`)),
  ];
  const missing = named.filter((page) =>
    ['ts', 'js'].every((ending) => !existsSync(project.path(`${root}/${page}.${ending}`))),
  );
  if (missing.length === 0) return passed(`${named.length} pages, all there`);
  return failed({
    seen: `${root}/app.json names ${missing.join(', ')}`,
    means: 'There is no such page: WeChat compiles nothing at all.',
    change: `Take it out of ${root}/app.json, or copy the page back.`,
  });
};
