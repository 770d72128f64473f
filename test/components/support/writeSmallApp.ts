import { cp, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const cos = join(__dirname, '../../../miniprogram/cos');

export interface AppPage {
  readonly json: object;
  readonly wxml: string;
  readonly ts: string;
  readonly wxss?: string;
}

/**
 * Somebody's Mini Program that took in the folder `cos` as a plain folder of its main package, for its components: none of
 * the template's pages can be opened. `pages` by name; the first one is shown at the start.
 */
export async function writeSmallApp(
  folder: string,
  pages: Readonly<Record<string, AppPage>>,
  app: object = {},
): Promise<void> {
  const names = Object.keys(pages);
  const files: Record<string, string> = {
    'app.json': JSON.stringify({
      pages: names.map((name) => `pages/${name}/${name}`),
      lazyCodeLoading: 'requiredComponents',
      darkmode: true,
      ...app,
    }),
    'app.ts': 'App({});',
  };
  for (const [name, { json, wxml, ts, wxss = '' }] of Object.entries(pages)) {
    const path = `pages/${name}/${name}`;
    Object.assign(files, {
      [`${path}.json`]: JSON.stringify(json),
      [`${path}.wxml`]: wxml,
      [`${path}.ts`]: ts,
      [`${path}.wxss`]: wxss,
    });
  }
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  await cp(cos, join(folder, 'cos'), { recursive: true });
}
