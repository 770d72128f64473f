import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const root = join(__dirname, '../..');
const biome = join(root, 'node_modules/.bin/biome');

/** A file, what it imports, and whether the design lets it. */
const directions: [file: string, imports: string, allowed: boolean][] = [
  ['miniprogram/cos/client/a.ts', 'cos-wx-sdk-v5', true],
  ['miniprogram/cos/client/b.ts', '../failures/Failure', true],
  ['miniprogram/cos/client/f.ts', '../actions', true],
  ['miniprogram/cos/client/c.ts', '../browse/listObjects', false],
  ['miniprogram/cos/client/d.ts', '../../../dev/cos-server/signature', false],
  ['miniprogram/cos/client/e.ts', '../createFlows', false],
  ['miniprogram/cos/failures/a.ts', '../client/createClient', false],
  ['miniprogram/cos/failures/b.ts', './Failure', true],
  ['miniprogram/cos/format/a.ts', '../failures/Failure', false],
  ['miniprogram/cos/task/a.ts', '../failures/Failure', true],
  ['miniprogram/cos/task/b.ts', '../client/CosClient', false],
  ['miniprogram/cos/files/a.ts', '../task/fromWx', true],
  ['miniprogram/cos/files/b.ts', '../objects/StoredObject', false],
  ['miniprogram/cos/choose/a.ts', '../files/wxFiles', true],
  ['miniprogram/cos/choose/b.ts', '../client/CosClient', false],
  ['miniprogram/cos/upload/a.ts', '../client/CosClient', true],
  ['miniprogram/cos/upload/b.ts', '../choose/chooseFiles', false],
  ['miniprogram/cos/upload/c.ts', '../createFlows', false],
  ['miniprogram/cos/upload/d.ts', '../keys', true],
  ['miniprogram/cos/download/a.ts', '../objects/StoredObject', true],
  ['miniprogram/cos/download/b.ts', '../browse/listObjects', false],
  ['miniprogram/cos/download/c.ts', '../pages/gallery/gallery', false],
  ['miniprogram/cos/browse/a.ts', '../upload/UploadQueue', false],
  ['miniprogram/cos/browse/b.ts', '../../app', false],
  ['miniprogram/cos/browse/c.ts', 'node:fs', false],
  ['miniprogram/cos/browse/d.ts', 'cos-wx-sdk-v5', false],
  ['miniprogram/cos/diagnose/a.ts', '../client/CosClient', true],
  ['miniprogram/cos/diagnose/b.ts', '../download/fetchFile', false],
  ['miniprogram/cos/diagnose/c.ts', '../index', false],
  ['miniprogram/cos/host/a.ts', '../failures/Failure', false],
  ['miniprogram/cos/i18n/a.ts', '../objects/StoredObject', true],
  ['miniprogram/cos/i18n/b.ts', '../upload/UploadQueue', false],
  ['miniprogram/cos/a.ts', './upload/UploadQueue', true],
  ['miniprogram/cos/b.ts', './pages/gallery/gallery', false],
  ['miniprogram/cos/c.ts', '../app', false],
  ['miniprogram/cos/pages/a.ts', '../index', true],
  ['miniprogram/cos/pages/b.ts', '../upload/UploadQueue', false],
  ['miniprogram/cos/pages/gallery/a.ts', '../../index', true],
  ['miniprogram/cos/pages/gallery/b.ts', '../../client/createClient', false],
  ['miniprogram/cos/pages/gallery/c.ts', '../../../app', false],
  ['miniprogram/cos/pages/gallery/d.ts', '../openPage', true],
  ['miniprogram/cos/components/tile/a.ts', 'cos-wx-sdk-v5', false],
  ['miniprogram/cos/components/tile/b.ts', '../../i18n/messages', true],
  ['miniprogram/cos/components/tile/c.ts', '../../host/hostApp', true],
  ['miniprogram/pages/home/a.ts', '../../cos/index', false],
  ['cloudfunctions/cos-credentials/src/a.ts', '../../../miniprogram/cos/actions', true],
  ['cloudfunctions/cos-credentials/src/b.ts', '../../../miniprogram/cos/config', false],
  ['cloudfunctions/cos-credentials/src/c.ts', '../../../miniprogram/cos/contentTypes', true],
  ['dev/a.ts', './cos-server/startCosServer', true],
  ['dev/b.ts', '../miniprogram/cos/config', false],
  ['dev/cos-server/a.ts', '../sessionToken', true],
  ['dev/cos-server/b.ts', '../sts-server/startStsServer', false],
  ['dev/cos-server/c.ts', '../../miniprogram/cos/actions', false],
  ['dev/simulator/in-page/runtime/a.ts', 'node:fs', false],
  ['dev/simulator/in-page/runtime/b.ts', '../../messages/Program', true],
  ['dev/simulator/in-page/wx/a.ts', '../../in-node/phone/createPhone', false],
  ['dev/simulator/in-node/phone/a.ts', '../../in-page/wx/createWx', false],
  ['dev/simulator/in-node/phone/b.ts', '../../../panel/server/createPanelRoutes', false],
  ['dev/simulator/in-node/phone/c.ts', '../../../cos-server/startCosServer', false],
  ['dev/simulator/messages/a.ts', '../in-node/phone/createPhone', false],
  ['dev/panel/page/a.ts', 'node:fs', false],
  ['dev/panel/page/b.ts', '../server/createPanelRoutes', false],
  ['dev/panel/page/c.ts', '../PanelProtocol', true],
  ['dev/panel/page/d.tsx', '../server/createPanelRoutes', false],
  ['dev/simulator/in-page/overlay/a.tsx', '../../in-node/phone/createPhone', false],
  ['dev/functions/a.ts', '../../test/support/phone/TestPhone', false],
];

let folder: string;
let refused: Set<string>;
let circular: Set<string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'import-directions-'));
  const config = JSON.parse(await readFile(join(root, 'biome.json'), 'utf8'));
  await writeFile(join(folder, 'biome.json'), JSON.stringify({ ...config, vcs: { enabled: false } }));
  for (const [file, imports] of directions) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), `import { it } from '${imports}';\nit();\n`);
  }
  // Three that come back to the first, and one that leads there.
  const circle = { one: './two', two: './three', three: './one', outside: './one' };
  for (const [name, imports] of Object.entries(circle)) {
    const text = `import { it } from '${imports}';\nexport const is = it;\n`;
    await writeFile(join(folder, `miniprogram/cos/client/${name}.ts`), text);
  }
  refused = await lint('style/noRestrictedImports');
  circular = await lint('suspicious/noImportCycles');
});

afterAll(() => rm(folder, { recursive: true }));

/** The files in which the linter finds something against this rule. */
async function lint(rule: string): Promise<Set<string>> {
  const options = [`--only=${rule}`, '--reporter=json', '--max-diagnostics=none', '.'];
  const run = promisify(execFile)(biome, ['lint', ...options], { cwd: folder });
  const output = await run.catch((error: { stdout: string }) => error);
  const report: { diagnostics: { location: { path: string } }[] } = JSON.parse(output.stdout);
  return new Set(report.diagnostics.map(({ location }) => location.path));
}

test.each(directions)('%s imports %s: allowed is %s', (file, _imports, allowed) => {
  expect(refused.has(file)).toBe(!allowed);
});

test('files that import each other in a circle are refused', () => {
  const inCircle = ['one', 'three', 'two'].map((name) => `miniprogram/cos/client/${name}.ts`);
  expect([...circular].sort()).toEqual(inCircle);
});
