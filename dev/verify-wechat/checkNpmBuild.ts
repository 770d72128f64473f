import { mkdir, readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { readJsonFile } from './readJsonFile';
import { runCompiler } from './runCompiler';
import { sdkFile, sdkName, sdkVersion } from './sdk';

interface PackageJson {
  name?: string;
  version?: string;
  dependencies?: Record<string, string>;
}

interface PackageLock {
  packages: Record<string, { dev?: boolean; link?: boolean }>;
}

interface NpmBuildSettings {
  setting: { packNpmRelationList: { packageJsonPath: string; miniprogramNpmDistDir: string }[] };
}

/**
 * "Build npm" as DevTools does it: reads `root` (package.json and node_modules) and writes into `project`, a copy of
 * what WeChat compiles. Resolves with a sentence for each expectation that does not hold.
 */
export async function checkNpmBuild(compiler: string, root: string, project: string): Promise<string[]> {
  const failures = await sameNames(root);
  const { setting } = await readJsonFile<NpmBuildSettings>(join(project, 'project.config.json'));
  for (const { packageJsonPath, miniprogramNpmDistDir } of setting.packNpmRelationList) {
    const answer = await runCompiler(compiler, {
      kind: 'build-npm',
      packageJsonPath: join(root, packageJsonPath),
      miniprogramNpmDistDir: join(project, miniprogramNpmDistDir),
    });
    if (answer.kind === 'refused') failures.push(`"Build npm" refuses ${packageJsonPath}:\n${answer.reason}`);
  }
  return [...failures, ...(await checkBuilt(root, join(project, 'miniprogram/cos')))];
}

async function checkBuilt(root: string, cos: string): Promise<string[]> {
  const wanted = (await readJsonFile<PackageJson>(join(root, 'package.json'))).dependencies?.[sdkName];
  const version = await sdkVersion(join(cos, sdkFile));
  const built = await builtPackages(join(cos, 'miniprogram_npm'));
  console.log(`"Build npm": ${built.join(', ') || 'nothing'}; ${sdkName} is ${version ?? 'missing'}`);

  const failures: string[] = [];
  if (version !== wanted)
    failures.push(`"Build npm" built ${sdkName} ${version ?? 'not at all'}; package.json wants ${wanted}.`);
  const shipped = await shippedPackages(root);
  for (const name of built)
    if (!shipped.has(name)) failures.push(`"Build npm" built ${name}, which nothing that ships depends on.`);
  return failures;
}

/**
 * "Build npm" knows a dependency by the name in its own package.json. An alias (`npm:`) gives a second folder of the
 * same name, and it takes whichever comes first: not always the same one.
 */
async function sameNames(root: string): Promise<string[]> {
  const { dependencies = {} } = await readJsonFile<PackageJson>(join(root, 'package.json'));
  const failures: string[] = [];
  for (const folder of await packageFolders(join(root, 'node_modules'))) {
    const { name = '', version } = await readJsonFile<PackageJson>(
      join(root, 'node_modules', folder, 'package.json'),
    );
    if (name !== folder && name in dependencies)
      failures.push(
        `node_modules/${folder} is ${name} ${version} by its package.json: "Build npm" may take it.`,
      );
  }
  return failures;
}

async function packageFolders(modules: string): Promise<string[]> {
  const names = (await readdir(modules)).filter((name) => !name.startsWith('.'));
  const nested = names.map(async (name) =>
    name.startsWith('@') ? (await readdir(join(modules, name))).map((own) => `${name}/${own}`) : [name],
  );
  return (await Promise.all(nested)).flat();
}

/** The dependencies, theirs, and so on: what package-lock.json keeps neither for development nor as a link to a folder. */
async function shippedPackages(root: string): Promise<Set<string>> {
  const lock = await readJsonFile<PackageLock>(join(root, 'package-lock.json'));
  const paths = Object.entries(lock.packages).filter(([path, { dev, link }]) => path !== '' && !dev && !link);
  return new Set(paths.map(([path]) => path.replace(/^.*node_modules\//, '')));
}

async function builtPackages(folder: string): Promise<string[]> {
  // When nothing was built there is no folder.
  await mkdir(folder, { recursive: true });
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const scripts = entries.filter(({ name }) => name === 'index.js').map(({ parentPath }) => parentPath);
  return scripts.map((path) => relative(folder, path).split(sep).join('/')).sort();
}
