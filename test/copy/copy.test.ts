import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { copy } from '../../dev/copy/copy';
import { hashOf } from '../../dev/copy/plan/Manifest';
import { describeCopy } from '../../dev/copy/report/describe';
import { leftToDo } from '../../dev/copy/report/leftToDo';
import type { Template } from '../../dev/copy/source/Template';
import { appJson, filesIn, hosts, makeHost, template, writeFiles } from './support/makeHost';

/** What `npm run copy` does to a Mini Program, by its files. */

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

async function host(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await makeHost(files);
  folders.push(folder);
  return folder;
}

/** The next version of this template: in the sources of the folder cos these are other. */
async function nextVersion(sources: Readonly<Record<string, string | undefined>>): Promise<Template> {
  const typescript = await mkdtemp(join(tmpdir(), 'next-'));
  folders.push(typescript);
  await cp(template.cos.typescript, typescript, { recursive: true });
  for (const [path, text] of Object.entries(sources))
    if (text === undefined) await unlink(join(typescript, path));
    else await writeFiles(typescript, { [path]: text });
  return { ...template, version: 'next', cos: { ...template.cos, typescript } };
}

const kinds = ({ changes }: Awaited<ReturnType<typeof copy>>) =>
  changes.map(({ kind, path }) => `${kind} ${path}`).sort();

test('into JavaScript that compiles no TypeScript: what was there stays as it was written', async () => {
  const folder = await host(hosts.javascript);
  const report = await copy(template, { folder, language: 'typescript' });
  const files = await filesIn(folder);
  expect(files['app.json']).toBe(
    appJson.replace(
      '"window": {}\n',
      `"window": {},
    "subPackages": [
        {
            "root": "cos",
            "pages": [
                "pages/gallery/gallery",
                "pages/transfers/transfers",
                "pages/object/object",
                "pages/doctor/doctor"
            ]
        }
    ]
`,
    ),
  );
  expect(files['project.config.json']).toContain('\n\t"appid": "wx1",\n\t"setting": {');
  expect(JSON.parse(files['project.config.json'] ?? '')).toEqual({
    appid: 'wx1',
    setting: { es6: true, useCompilerPlugins: ['typescript'] },
    cloudfunctionRoot: 'cloudfunctions/',
    packOptions: { ignore: [{ type: 'folder', value: 'cloudfunctions/cos-credentials' }] },
  });
  expect(JSON.parse(files['package.json'] ?? '')).toEqual({
    name: 'theirs',
    devDependencies: { 'cos-wx-sdk-v5': '1.4.13' },
  });
  expect(files['app.js']).toBe(hosts.javascript['app.js']);
  expect(files['cos/miniprogram_npm/cos-wx-sdk-v5/index.js']?.length).toBeGreaterThan(100_000);
  expect(Object.keys(files)).toEqual(
    expect.arrayContaining(['cos/config.ts', 'cos/index.ts', 'cloudfunctions/cos-credentials/index.js']),
  );
  expect(describeCopy(report, false)).toMatch(/cos: \d+ added\n.*cos-credentials: 5 added/);
  expect(leftToDo(report)).toMatch(/1\. .*<navigator url="\/cos\/pages\/gallery\/gallery">/);
});

test('a dry run says the same and changes nothing', async () => {
  const folder = await host(hosts.typescript);
  const before = await filesIn(folder);
  const dry = await copy(template, { folder, dryRun: true });
  expect(await filesIn(folder)).toEqual(before);
  expect(kinds(await copy(template, { folder }))).toEqual(kinds(dry));
});

test('into TypeScript with folders of its own, in a subpackage that is there; the next run finds it and does nothing', async () => {
  const folder = await host(hosts.typescript);
  await copy(template, { folder, to: 'shop/cos' });
  const files = await filesIn(folder);
  expect(JSON.parse(files['src/app.json'] ?? '').subpackages).toEqual([
    { root: 'shop', pages: ['pages/a', ...template.pages.map((page) => `cos/${page}`)] },
  ]);
  expect(Object.keys(files)).toEqual(
    expect.arrayContaining(['src/shop/cos/index.ts', 'cloud/cos-credentials/index.js']),
  );
  const again = await copy(template, { folder });
  expect(again).toMatchObject({ folder: 'src/shop/cos', former: template.version, changes: [] });
  expect(await filesIn(folder)).toEqual(files);
});

test('an update takes what is untouched and keeps what they changed, which it names', async () => {
  const folder = await host(hosts.typescript);
  await copy(template, { folder });
  const mine = {
    'config.ts': 'mine',
    'keys.ts': 'mine',
    'contentTypes.ts': 'mine',
    'network/Lanes.ts': 'mine',
  };
  await writeFiles(join(folder, 'src/cos'), mine);
  await unlink(join(folder, 'src/cos/README.zh-CN.md'));
  const next = await nextVersion({
    'config.ts': 'new',
    'keys.ts': 'new',
    'index.ts': 'new',
    'task/new.ts': 'new',
    'format/percent.ts': undefined,
    'network/Lanes.ts': undefined,
  });
  const report = await copy(next, { folder });
  expect(kinds(report)).toEqual([
    'add src/cos/task/new.ts',
    'keep src/cos/contentTypes.ts',
    'keep src/cos/keys.ts',
    'keep src/cos/network/Lanes.ts',
    'leave-out src/cos/README.zh-CN.md',
    'remove src/cos/format/percent.ts',
    'update src/cos/copied.lock',
    'update src/cos/index.ts',
  ]);
  const files = await filesIn(join(folder, 'src/cos'));
  expect(files).toMatchObject({ ...mine, 'keys.ts.new': 'new', 'index.ts': 'new', 'task/new.ts': 'new' });
  expect(files['format/percent.ts']).toBeUndefined();
  expect(describeCopy(report, false)).toContain(
    'you have changed it; kept, and the new version is src/cos/keys.ts.new',
  );
  // What they have merged by then is theirs like any change.
  const [third] = kinds(await copy(next, { folder }));
  expect(third).toBe('keep src/cos/contentTypes.ts');
});

test('whole, then a piece of it, then whole again: app.json follows', async () => {
  const folder = await host(hosts.typescript);
  await copy(template, { folder });
  const whole = await filesIn(folder);
  await copy(template, { folder, only: ['upload'] });
  const piece = await filesIn(folder);
  expect(JSON.parse(piece['src/app.json'] ?? '')).toEqual(JSON.parse(hosts.typescript['src/app.json']));
  expect(Object.keys(piece).filter((path) => /\/(pages|download|diagnose)\//.test(path))).toEqual([]);
  await copy(template, { folder, only: 'all' });
  expect(Object.keys(await filesIn(folder))).toEqual(Object.keys(whole));
});

test('a file in the way stops it before anything is written, and so does a folder of theirs with that name', async () => {
  const files = {
    ...hosts.javascript,
    'cos/index.ts': 'theirs',
    'cos/mine/page.js': 'theirs',
    'cos/.keep': '',
  };
  const folder = await host(files);
  const before = await filesIn(folder);
  await expect(copy(template, { folder, language: 'typescript' })).rejects.toThrow(
    /^2 files in .* Nothing was changed:\n {2}cos\/mine\/page\.js\n {2}cos\/index\.ts\nMove them away/,
  );
  expect(await filesIn(folder)).toEqual(before);
});

test('what can not be written takes back all that was', async () => {
  // A file where a folder has to be.
  const folder = await host({ ...hosts.javascript, cloudfunctions: '' });
  const before = await filesIn(folder);
  await expect(copy(template, { folder, language: 'typescript' })).rejects.toThrow(/Nothing was changed in/);
  expect(await filesIn(folder)).toEqual(before);
});

test('a run that was stopped half way is finished by the next one', async () => {
  const folder = await host(hosts.typescript);
  await copy(template, { folder });
  const whole = await filesIn(folder);
  // What it wrote last is not there, and what it was writing is cut.
  for (const path of [
    'src/cos/copied.lock',
    'src/cos/typings/cos-wx-sdk-v5.d.ts',
    'cloud/cos-credentials/index.js',
  ])
    await unlink(join(folder, path));
  await writeFiles(folder, {
    'src/app.json': hosts.typescript['src/app.json'],
    'src/cos/keys.ts': whole['src/cos/keys.ts']?.slice(0, 500) ?? '',
  });
  await copy(template, { folder });
  expect(await filesIn(folder)).toEqual(whole);
});

test('a file of which they took the last lines off is theirs', async () => {
  const folder = await host(hosts.typescript);
  await copy(template, { folder });
  const path = 'src/cos/index.ts';
  const less = (await filesIn(folder))[path]?.split('\n').slice(0, -4).join('\n');
  await writeFiles(folder, { [path]: `${less}\n` });
  expect(kinds(await copy(template, { folder }))).toEqual([`keep ${path}`]);
});

test("what git on Windows made CRLF of is nobody's change", async () => {
  const folder = await host(hosts.typescript);
  await copy(template, { folder });
  const files = await filesIn(join(folder, 'src/cos'));
  const crlf = Object.entries(files).map(([path, text]) => [path, text.replaceAll('\n', '\r\n')]);
  await writeFiles(join(folder, 'src/cos'), Object.fromEntries(crlf));
  const next = await nextVersion({ 'keys.ts': 'new' });
  expect(kinds(await copy(next, { folder }))).toEqual([
    'update src/cos/copied.lock',
    'update src/cos/keys.ts',
  ]);
});

test('it says what git leaves out of it, by which line, and the exceptions to add', async () => {
  const folder = await host({
    '.gitignore': '# Built.\nminiprogram_npm\n',
    ...Object.fromEntries(Object.entries(hosts.typescript).map(([path, text]) => [`app/${path}`, text])),
    'app/cloud/.gitignore': '*.js\n',
  });
  await promisify(execFile)('git', ['init', '--quiet'], { cwd: folder });
  const said = leftToDo(await copy(template, { folder: join(folder, 'app'), dryRun: true }));
  expect(said).toContain('.gitignore keeps some of it out of git, by line 2: miniprogram_npm');
  expect(said).toContain('Below that line, add !/app/src/cos/miniprogram_npm/\n');
  expect(said).toContain('app/cloud/.gitignore keeps some of it out of git, by line 1: *.js');
  expect(said).toContain('Below that line, add !/cos-credentials/index.js\n');
  await writeFiles(folder, { '.gitignore': 'src/\n' });
  expect(leftToDo(await copy(template, { folder: join(folder, 'app'), dryRun: true }))).toContain(
    'src is what a build makes, and no source: the next build may take away what was copied. Copy again',
  );
});

test('sources of which a build makes the Mini Program get it, not what it makes', async () => {
  const folder = await host({
    '.gitignore': 'dist/\n',
    'project.config.json': '{ "miniprogramRoot": "dist/", "setting": { "es6": true } }',
    'src/app.json': '{ "pages": ["index"] }',
    'src/app.ts': 'App({});',
  });
  expect(await copy(template, { folder, dryRun: true })).toMatchObject({
    folder: 'src/cos',
    language: 'typescript',
  });
  await promisify(execFile)('git', ['init', '--quiet'], { cwd: folder });
  await writeFiles(folder, { 'dist/app.json': '{ "pages": ["index"] }' });
  const report = await copy(template, { folder });
  expect(report).toMatchObject({ folder: 'src/cos', language: 'typescript', isBuilt: false });
  expect(leftToDo(report)).toContain('Your build makes dist of src: see that it takes all of src/cos along');
  const files = await filesIn(folder);
  expect(JSON.parse(files['src/app.json'] ?? '').subPackages).toHaveLength(1);
  expect(files['dist/app.json']).toBe('{ "pages": ["index"] }');
  expect(JSON.parse(files['project.config.json'] ?? '')).toMatchObject({ setting: { es6: true } });
});

test('a folder that Taro makes is named as that; the lock of their packages is to be brought up to date', async () => {
  const folder = await host({
    ...hosts.typescript,
    'app.config.ts': '',
    'package.json': '{}',
    'pnpm-lock.yaml': '',
  });
  const report = await copy(template, { folder });
  expect(leftToDo(report)).toContain('src is what Taro makes, and no source');
  expect(describeCopy(report, false)).toContain(
    'package.json: devDependencies has cos-wx-sdk-v5 1.4.13; run pnpm install, so that pnpm-lock.yaml has it too',
  );
});

const { 'app.json': _, ...withoutApp } = hosts.javascript;
test.each([
  {
    what: 'no project.config.json',
    files: { 'app.json': appJson },
    says: /no project\.config\.json\. Name the folder/,
  },
  {
    what: 'a source of uni-app',
    files: { 'pages.json': '{}' },
    says: /no project\.config\.json: pages\.json says that uni-app makes/,
  },
  { what: 'no app.json', files: withoutApp, says: /has no app\.json\. Is miniprogramRoot/ },
  {
    what: 'a project of Taro',
    files: { ...withoutApp, 'src/app.config.ts': '' },
    says: /Taro makes it\. Build/,
  },
  {
    what: 'broken JSON',
    files: { ...hosts.javascript, 'app.json': '{\n "pages": [}' },
    says: /app\.json is no JSON: .* line 2/,
  },
  { what: 'a list', files: { ...hosts.javascript, 'app.json': '[]' }, says: /app\.json is no JSON object/ },
  {
    what: 'a plugin',
    files: { ...hosts.javascript, 'project.config.json': '{"compileType":"plugin"}' },
    says: /is a plugin/,
  },
  {
    what: 'a mini game',
    files: { ...hosts.javascript, 'project.config.json': '{"compileType":"game"}' },
    says: /is a mini game/,
  },
  { what: 'a place outside', files: hosts.javascript, to: '../cos', says: /--to \.\.\/cos: a folder below/ },
  {
    what: 'a place around a subpackage',
    files: { ...hosts.javascript, 'app.json': '{ "subpackages": [{ "root": "cos/a", "pages": [] }] }' },
    says: /has cos\/a, which is inside of cos/,
  },
  {
    what: 'a place around a page of the main package',
    files: { ...hosts.javascript, 'app.json': '{ "pages": ["index", "cos/a"] }' },
    says: /has cos\/a, which is inside of cos/,
  },
])('$what is refused with a word', async ({ files, says, to = 'cos' }) => {
  const folder = await host(files);
  const before = await filesIn(folder);
  await expect(copy(template, { folder, to, language: 'typescript' })).rejects.toThrow(says);
  expect(await filesIn(folder)).toEqual(before);
});

test('neither a folder that is not there nor this template itself', async () => {
  await expect(copy(template, { folder: '/nowhere' })).rejects.toThrow(/is no folder/);
  await expect(copy(template, { folder: template.root })).rejects.toThrow(/is this template itself/);
});

test('a manifest that names files beyond its folder removes none of them', async () => {
  const text = 'kept';
  const folder = await host({ ...hosts.javascript, 'theirs.txt': text });
  await copy(template, { folder, only: ['list'] });
  const manifest = JSON.parse((await filesIn(folder))['cos/copied.lock'] ?? '');
  for (const path of ['../theirs.txt', 'a/../../theirs.txt', join(folder, 'theirs.txt')]) {
    const files = { ...manifest.files, [path]: hashOf(Buffer.from(text)) };
    await writeFiles(folder, { 'cos/copied.lock': JSON.stringify({ ...manifest, files }) });
    await expect(copy(template, { folder })).rejects.toThrow('a path in the folder');
    expect((await filesIn(folder))['theirs.txt']).toBe(text);
  }
});
