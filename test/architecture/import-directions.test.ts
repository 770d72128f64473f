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
  ['miniprogram/cos/client/c.ts', '../flows/uploads', false],
  ['miniprogram/cos/client/d.ts', '../../../dev/cos-server/signature', false],
  ['miniprogram/cos/client/e.ts', '../upload/Upload', false],
  ['miniprogram/cos/upload/a.ts', '../client/CosClient', true],
  ['miniprogram/cos/upload/b.ts', '../flows/flows', false],
  ['miniprogram/cos/pages/gallery/d.ts', '../../upload/Upload', false],
  ['miniprogram/cos/flows/a.ts', '../client/createClient', true],
  ['miniprogram/cos/flows/b.ts', '../pages/gallery/gallery', false],
  ['miniprogram/cos/flows/c.ts', '../../app', false],
  ['miniprogram/cos/flows/d.ts', 'node:fs', false],
  ['miniprogram/cos/failures/a.ts', '../client/createClient', false],
  ['miniprogram/cos/pages/gallery/a.ts', '../../flows/flows', true],
  ['miniprogram/cos/pages/gallery/b.ts', '../../client/createClient', false],
  ['miniprogram/cos/pages/gallery/c.ts', '../../../app', false],
  ['miniprogram/cos/components/tile/a.ts', 'cos-wx-sdk-v5', false],
  ['miniprogram/pages/home/a.ts', '../../cos/flows/flows', false],
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
  ['dev/functions/a.ts', '../../test/support/fakeWx', false],
];

let folder: string;
let refused: Set<string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'import-directions-'));
  const config = JSON.parse(await readFile(join(root, 'biome.json'), 'utf8'));
  await writeFile(join(folder, 'biome.json'), JSON.stringify({ ...config, vcs: { enabled: false } }));
  for (const [file, imports] of directions) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), `import { it } from '${imports}';\nit();\n`);
  }
  refused = await lint();
});

afterAll(() => rm(folder, { recursive: true }));

/** The files in which the linter refuses an import. */
async function lint(): Promise<Set<string>> {
  const only = '--only=style/noRestrictedImports';
  const run = promisify(execFile)(biome, ['lint', only, '--reporter=json', '--max-diagnostics=none', '.'], {
    cwd: folder,
  });
  const output = await run.catch((error: { stdout: string }) => error);
  const report: { diagnostics: { location: { path: string } }[] } = JSON.parse(output.stdout);
  return new Set(report.diagnostics.map(({ location }) => location.path));
}

test.each(directions)('%s imports %s: allowed is %s', (file, _imports, allowed) => {
  expect(refused.has(file)).toBe(!allowed);
});
