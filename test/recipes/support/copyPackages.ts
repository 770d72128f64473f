import { cp } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const packages = createRequire(join(__dirname, '../../packages/package.json'));

/** What an uploader needs of its package; the rest, some hundred components, would only be built as well. */
const parts: Readonly<Record<string, readonly string[]>> = {
  '@vant/weapp/lib': ['uploader', 'icon', 'info', 'loading', 'common', 'mixins', 'definitions', 'wxs'],
  'tdesign-miniprogram/miniprogram_dist': [
    'upload',
    'grid',
    'grid-item',
    'icon',
    'image',
    'button',
    'badge',
    'loading',
    'common',
    'mixins',
    'locale',
    'config-provider',
    'miniprogram_npm',
  ],
};

/** As "Build npm" of WeChat DevTools does: into `miniprogram_npm`, under the name of the package. */
export async function copyPackages(app: string): Promise<void> {
  for (const [built, folders] of Object.entries(parts)) {
    const name = dirname(built);
    const from = join(dirname(packages.resolve(`${name}/package.json`)), built.slice(name.length));
    const to = join(app, 'miniprogram_npm', name);
    for (const folder of folders) await cp(join(from, folder), join(to, folder), { recursive: true });
  }
}
