import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { RowResult } from '../../dev/bench/run/RowResult';
import { typeScriptProgram } from '../support/typeScriptProgram';

const root = join(__dirname, '../..');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bench-test-'));
});

afterAll(() => rm(folder, { recursive: true }));

const bench = (...options: string[]) =>
  promisify(execFile)(process.execPath, [...typeScriptProgram, 'dev/bench/main.ts', ...options], {
    cwd: root,
  });

test('one row is measured, told, and written as JSON and as a picture', async () => {
  const [json, picture] = [join(folder, 'rows.json'), join(folder, 'rows.svg')];
  const choice = ['--profile', 'wifi', '--load', 'thumbs', '--way', 'template-page,plain-10'];
  const { stdout } = await bench(...choice, '--json', json, '--picture', picture);
  const [row]: RowResult[] = JSON.parse(await readFile(json, 'utf8'));
  const { 'template-page': template, 'plain-10': plain } = row?.ways ?? {};
  for (const measured of [template, plain]) {
    expect(measured).toMatchObject({ credentialCalls: 1, sentTwiceBytes: 0, failures: 0, cuts: 0 });
    // A link that is shaped lets nobody be faster.
    expect(measured?.ratio).toBeGreaterThan(1);
    expect(measured?.sentBytes).toBeGreaterThan(9 * 200 * 1024);
    expect(stdout).toContain(measured?.seconds.toFixed(2));
  }
  expect(template?.setData?.count).toBeGreaterThan(0);
  const svg = await readFile(picture, 'utf8');
  expect(svg).toContain('Wi-Fi: 9 × 200 KB');
  // One dot, and two that explain the colours: the way with the page open is the same way.
  expect(svg.match(/<circle class="[ae]"/g)).toHaveLength(3);
});

test('a name that is not known is refused, with those that are', async () => {
  await expect(bench('--profile', '5g')).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(
      /--profile 5g is not known\. There are wifi, 4g,.*How it is called: npm run bench -- --help/s,
    ),
  });
});
