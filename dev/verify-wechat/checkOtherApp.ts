import { join } from 'node:path';
import { checkProject } from './checkProject';
import { writeOtherApp } from './writeOtherApp';

/**
 * Somebody else's Mini Program that took in the folder `cos`: compiled to ES5, and by default drawn by Skyline. There WeChat's
 * compiler refuses a page with a title bar, unless the page says that it needs a web view.
 */
export async function checkOtherApp(compiler: string, folder: string): Promise<readonly string[]> {
  const [project, cosRoot] = [join(folder, 'project'), 'packages/files'];
  await writeOtherApp(project, {
    root: cosRoot,
    app: {
      renderer: 'skyline',
      rendererOptions: { skyline: { defaultDisplayBlock: true } },
      componentFramework: 'glass-easel',
      lazyCodeLoading: 'requiredComponents',
    },
  });
  const what = 'a Mini Program with "renderer": "skyline" and "es6": true that took in the folder cos';
  return (await checkProject(compiler, { what, folder: project, cosRoot }, join(folder, 'compiled')))
    .failures;
}
