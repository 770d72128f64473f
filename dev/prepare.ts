import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Project } from './doctor/project/Project';
import { buildFunctions } from './functions/build';
import { privateConfigFile, privateConfigText } from './privateConfig';

const root = join(__dirname, '..');
const sdk = 'cos-wx-sdk-v5';

/**
 * What WeChat DevTools would otherwise ask a person to do by hand: `npm install` runs this, so that the
 * project opens there without "Build npm" and the cloud function can be deployed as it lies.
 */
export async function prepare(): Promise<void> {
  await buildFunctions(join(root, 'cloudfunctions'));
  await placeSdk();
  await copyTokens();
  await allowLocalCloud();
}

/**
 * The place and the name that DevTools' own "Build npm" gives the SDK (packNpmRelationList). Written only when it is
 * not there as it should be: a simulator that watches the sources would start the Mini Program anew.
 */
async function placeSdk(): Promise<void> {
  const target = join(root, 'miniprogram/cos/miniprogram_npm', sdk, 'index.js');
  const wanted = await readFile(require.resolve(sdk));
  const present = await readFile(target).catch(() => undefined);
  if (present?.equals(wanted)) return;
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, wanted);
}

const tokens = { from: 'miniprogram/cos/styles/tokens.wxss', to: 'miniprogram/pages/home/tokens.wxss' };

/** The main package can't import a style sheet of a subpackage, and its page is to have the same colours. */
export async function copyTokens(): Promise<void> {
  const wanted = await readFile(join(root, tokens.from));
  const present = await readFile(join(root, tokens.to)).catch(() => undefined);
  if (!present?.equals(wanted)) await writeFile(join(root, tokens.to), wanted);
}

/**
 * The local cloud is plain HTTP on this machine, which no domain list can hold. The check stays on in
 * project.config.json, which is shared; only this machine's private settings switch it off, and a person's
 * own file is left as it is. For a bucket it stays on: DevTools then asks no host that a phone does not.
 */
async function allowLocalCloud(): Promise<void> {
  const project = new Project(root);
  const config = await project.config().catch(() => undefined);
  if (config && !String(config.endpoint).startsWith('http:')) return;
  const { projectname = '' } = await project.projectConfig();
  try {
    await writeFile(join(root, privateConfigFile), privateConfigText(projectname), { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

if (require.main === module) {
  prepare().catch((error: unknown) => {
    console.error('npm install: the project could not be prepared:', error);
    process.exitCode = 1;
  });
}
