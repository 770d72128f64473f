import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { messageOf } from '../messageOf';
import { checkNpmBuild } from './checkNpmBuild';
import { checkProject } from './checkProject';
import { compilerName, compilerVersion, fetchCompiler } from './fetchCompiler';
import { PACKAGE_LIMIT, type PackageSize } from './packageSizes';
import { writeOtherApp } from './writeOtherApp';

/**
 * `npm run verify:wechat`: what WeChat's own tools make of this project. They read package.json and node_modules of
 * the root, as DevTools does, and write into temporary copies only, so that a running `npm start` notices nothing.
 */

const root = join(__dirname, '../..');

async function verifyWechat(): Promise<void> {
  const compiler = await fetchCompiler(() =>
    console.log(`Fetching ${compilerName} ${compilerVersion} (276 MB, once; takes a minute or two) ...`),
  );
  const folder = await mkdtemp(join(tmpdir(), 'verify-wechat-'));
  try {
    const failures = [
      ...(await checkTemplate(compiler, join(folder, 'template'))),
      ...(await checkOtherApp(compiler, join(folder, 'other'))),
    ];
    for (const failure of failures) console.error(`\nFailed: ${failure}`);
    if (failures.length > 0) process.exitCode = 1;
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function checkTemplate(compiler: string, folder: string): Promise<readonly string[]> {
  const project = join(folder, 'project');
  for (const name of ['project.config.json', 'miniprogram']) {
    const filter = (source: string): boolean => !source.endsWith('miniprogram_npm');
    await cp(join(root, name), join(project, name), { recursive: true, filter });
  }
  const npmFailures = await checkNpmBuild(compiler, root, project);
  const { failures, sizes } = await checkProject(
    compiler,
    { what: 'this project', folder: project, cosRoot: 'cos' },
    join(folder, 'compiled'),
  );
  for (const size of sizes) console.log(sizeLine(size));
  return [...npmFailures, ...failures];
}

/** The compiler refuses a page with a title bar in such a Mini Program, unless the page says that it needs a web view. */
async function checkOtherApp(compiler: string, folder: string): Promise<readonly string[]> {
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
  const what = 'a Mini Program with "renderer": "skyline" that took in the folder cos';
  return (await checkProject(compiler, { what, folder: project, cosRoot }, join(folder, 'compiled')))
    .failures;
}

function sizeLine({ name, bytes, npmBytes }: PackageSize): string {
  const kilobytes = (count: number): string => (count / 1024).toFixed(1);
  const share = ((100 * bytes) / PACKAGE_LIMIT).toFixed(1);
  const npm = npmBytes > 0 ? `, of it ${kilobytes(npmBytes)} kB from npm` : '';
  return `  ${name.padEnd(12)}${kilobytes(bytes).padStart(8)} kB  ${share.padStart(5)} % of 2 MB${npm}`;
}

verifyWechat().catch((error: unknown) => {
  console.error(`npm run verify:wechat: ${messageOf(error)}`);
  process.exitCode = 1;
});
