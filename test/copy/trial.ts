import './support/globals';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, posix, resolve } from 'node:path';
import { promisify } from 'node:util';
import { copy } from '../../dev/copy/copy';
import type { AppJson, Host, PackageJson } from '../../dev/copy/host/Host';
import { readHost } from '../../dev/copy/host/readHost';
import type { PieceName } from '../../dev/copy/source/pieces';
import type { Template } from '../../dev/copy/source/Template';
import { templateAt } from '../../dev/copy/source/Template';
import { JsonText } from '../../dev/JsonText';
import { messageOf } from '../../dev/messageOf';
import { buildProgram } from '../../dev/program/buildProgram';
import { fetchCompiler } from '../../dev/verify-wechat/fetchCompiler';
import { packageSizes } from '../../dev/verify-wechat/packageSizes';
import { readJsonFile } from '../../dev/verify-wechat/readJsonFile';
import { runCompiler } from '../../dev/verify-wechat/runCompiler';
import { usesCopied } from './support/usesCopied';

/**
 * `tsx test/copy/trial.ts [--no-compiler] FOLDER …`: copies the folder cos into copies of Mini Programs that this project did not make, whole
 * and by piece; compiles them with WeChat's compiler before and after; and lets the copied upload and save work there in the
 * simulator. Prints a table.
 */

const root = join(__dirname, '../..');
const variants: readonly (readonly PieceName[] | 'all')[] = ['all', ['upload', 'save']];

interface Row {
  app: string;
  language: string;
  before: string;
  copied: string;
  seconds: string;
  after: string;
  added: string;
  works: string;
}

async function trial(
  compiler: string | undefined,
  template: Template,
  app: string,
  work: string,
): Promise<Row[]> {
  const original = join(work, 'original');
  await cp(app, original, { recursive: true });
  const host = await readHost(original);
  if (compiler !== undefined) await buildTheirNpm(compiler, host);
  const before = await compiled(compiler, original, join(work, 'before'));
  const rows: Row[] = [];
  for (const [index, only] of variants.entries()) {
    const folder = join(work, `copy-${index}`);
    await cp(original, folder, { recursive: true });
    const began = Date.now();
    const report = await copy(template, { folder, only });
    const seconds = (Date.now() - began) / 1000;
    if (only !== 'all') await addPage(report.host);
    const after = await compiled(compiler, folder, join(work, `after-${index}`));
    await drawInWebView(join(folder, report.host.miniprogram));
    const works = await usesInspite(
      {
        source: join(folder, report.host.miniprogram),
        root: report.to,
        ...(report.language === 'javascript' && { language: 'javascript' as const }),
      },
      only === 'all' ? undefined : trialPage,
    );
    rows.push({
      app: basename(app),
      language: report.language,
      before: before.answer,
      copied: only === 'all' ? 'whole' : only.join(', '),
      seconds: seconds.toFixed(1),
      after: after.answer,
      added: before.bytes && after.bytes ? `${Math.round((after.bytes - before.bytes) / 1024)} kB` : '',
      works,
    });
    console.error(rows.at(-1));
  }
  return rows;
}

/** What a page of theirs imports and lacks, which breaks that page alone in WeChat and the build here, is made, empty. */
async function usesInspite(...[app, page]: Parameters<typeof usesCopied>): Promise<string> {
  const made: string[] = [];
  for (;;) {
    const answer = await usesCopied(app, page);
    const [, lacking] = /^does not start: .*there is no file (\S+\.(?:wxml|wxss|wxs))\.$/.exec(answer) ?? [];
    if (lacking === undefined || made.includes(lacking))
      return made.length === 0 ? answer : `${answer} (made: ${made.join(', ')})`;
    made.push(lacking);
    await mkdir(join(app.source, posix.dirname(lacking)), { recursive: true });
    await writeFile(join(app.source, lacking), '');
  }
}

/** Where their own packages are not built yet: as DevTools does it. */
async function buildTheirNpm(compiler: string, host: Host): Promise<void> {
  const place = join(host.root, host.miniprogram);
  const path = join(place, 'package.json');
  if (!existsSync(path) || existsSync(join(place, 'miniprogram_npm'))) return;
  const { dependencies = {} } = await readJsonFile<PackageJson>(path);
  if (Object.keys(dependencies).length === 0) return;
  const options = ['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
  await promisify(execFile)('npm', options, { cwd: place });
  const answer = await runCompiler(compiler, {
    kind: 'build-npm',
    packageJsonPath: path,
    miniprogramNpmDistDir: place,
  });
  if (answer.kind === 'refused') console.error(`"Build npm": ${answer.reason}`);
}

async function compiled(
  compiler: string | undefined,
  project: string,
  output: string,
): Promise<{ answer: string; bytes: number }> {
  if (compiler === undefined) return { answer: 'not asked', bytes: 0 };
  const ask = () => runCompiler(compiler, { kind: 'compile', project, output });
  // On a busy machine its processes time out, which says nothing of the project.
  const patient = async (tries: number): ReturnType<typeof ask> => {
    const answer = await ask().catch((error: unknown) => ({
      kind: 'refused' as const,
      reason: messageOf(error),
    }));
    const isBusy = answer.kind === 'refused' && /fork process timeout|did not answer/.test(answer.reason);
    return isBusy && tries > 1 ? patient(tries - 1) : answer;
  };
  const answer = await patient(3);
  if (answer.kind === 'refused')
    return { answer: answer.reason.replaceAll(`${project}/`, '').slice(0, 300), bytes: 0 };
  const sizes = await packageSizes(output);
  return { answer: 'yes', bytes: sizes.reduce((sum, { own, sdk }) => sum + own + sdk, 0) };
}

/** The simulator has no Skyline; what a page is drawn by is nothing to the folder cos. */
async function drawInWebView(folder: string): Promise<void> {
  for (const path of await readdir(folder, { recursive: true })) {
    if (!path.endsWith('.json') || path.includes('node_modules')) continue;
    const text = await readFile(join(folder, path), 'utf8');
    const other = text.replace(/("renderer"\s*:\s*)"skyline"/, '$1"webview"');
    if (other !== text) await writeFile(join(folder, path), other);
  }
}

const trialPage = 'cos-trial/page';

/** A page as its owner would write it, that uploads a picture and saves it to the album. */
async function addPage(host: Host): Promise<void> {
  const place = (file: string): string => join(host.root, host.miniprogram, file);
  const app = new JsonText<AppJson>('app.json', await readFile(place('app.json'), 'utf8'));
  const pages = app.value.pages;
  app.set(['pages', Array.isArray(pages) ? pages.length : 0], trialPage);
  await writeFile(place('app.json'), app.edited);
  const script = `const { flows } = require('../cos/index');

Page({
  data: { key: '', problem: '' },
  async choose() {
    try {
      const [file] = await flows.chooseFiles({ count: 1, types: ['image'] });
      const { key } = await flows.upload(file).result;
      await flows.saveToAlbum(key).result;
      this.setData({ key });
    } catch (error) {
      this.setData({ problem: error.code + ': ' + error.message });
    }
  },
});
`;
  const files = {
    js: script,
    json: '{ "navigationBarTitleText": "Files", "renderer": "webview" }',
    wxml: '<button class="choose" bind:tap="choose">Choose</button>\n<cos-save-button object-key="{{key}}"></cos-save-button>\n',
  };
  const withButton = files.json.replace(
    '{ ',
    '{ "usingComponents": { "cos-save-button": "../cos/components/cos-save-button/cos-save-button" }, ',
  );
  await mkdir(place(posix.dirname(trialPage)), { recursive: true });
  for (const [ending, text] of Object.entries({ ...files, json: withButton }))
    await writeFile(place(`${trialPage}.${ending}`), text);
}

function table(rows: readonly Row[]): string {
  const heads: (keyof Row)[] = ['app', 'language', 'before', 'copied', 'seconds', 'after', 'added', 'works'];
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(heads),
    line(heads.map(() => '---')),
    ...rows.map((row) => line(heads.map((head) => row[head].replaceAll('\n', ' ').replaceAll('|', '/')))),
  ].join('\n');
}

async function main(): Promise<void> {
  await buildProgram(root);
  const args = process.argv.slice(2);
  const apps = args.filter((arg) => !arg.startsWith('--')).map((path) => resolve(path));
  const compiler = args.includes('--no-compiler')
    ? undefined
    : await fetchCompiler(() => console.error("Fetching WeChat's compiler ..."));
  const rows: Row[] = [];
  for (const app of apps) {
    const work = await mkdtemp(join(tmpdir(), 'trial-'));
    try {
      rows.push(...(await trial(compiler, templateAt(root), app, work)));
    } catch (error) {
      console.error(`${app}: ${messageOf(error)}`);
      process.exitCode = 1;
    } finally {
      await rm(work, { recursive: true });
    }
  }
  console.log(table(rows));
}

// The parts of the simulator that stay open end with it.
main().then(
  () => process.exit(),
  (error: unknown) => {
    console.error(messageOf(error));
    process.exit(1);
  },
);
