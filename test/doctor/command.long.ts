import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '../../dev/doctor/report/Report';
import { startStsServer } from '../../dev/sts-server/startStsServer';
import { bucket, region, rootKey, startTestServer } from '../cos-server/support/startTestServer';
import { certificate, startTlsFront } from '../support/tls/startTlsFront';
import { typeScriptProgram } from '../support/typeScriptProgram';

const root = join(__dirname, '../..');

/** What `npm run doctor` runs, in an environment without keys. */
async function run(options: readonly string[], environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, [...typeScriptProgram, 'dev/doctor/main.ts', ...options], {
    cwd: root,
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed = { out: '', errors: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    printed.errors += text;
  });
  const [status] = await once(child, 'close');
  return { status, ...printed };
}

test('on a made-up host over TLS, as JSON', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'doctor-env-'));
  const env = join(folder, 'function.env');
  const cos = await startTestServer();
  const sts = await startStsServer({ port: 0, ...rootKey });
  const [cosFront, stsFront] = await Promise.all([cos, sts].map(({ port }) => startTlsFront(port)));
  try {
    await writeFile(
      env,
      [
        // As an editor of Windows writes it.
        `\uFEFFSECRET_ID=${rootKey.secretId}\nSECRET_KEY=${rootKey.secretKey}`,
        `BUCKET=${bucket}\nREGION=${region}\nSTS_ENDPOINT=https://sts.made-up.test:${stsFront?.port}`,
      ].join('\r\n'),
    );
    const { status, out, errors } = await run(
      [
        '--json',
        '--env',
        env,
        '--endpoint',
        `https://cos.made-up.test:${cosFront?.port}`,
        '--resolve',
        '127.0.0.1',
      ],
      { NODE_EXTRA_CA_CERTS: certificate },
    );
    expect([errors, status]).toEqual(['', 0]);
    const report: Report = JSON.parse(out);
    const asked = report.findings.slice(report.findings.findIndex(({ check }) => check === 'network'));
    expect(asked.map(({ check, kind }) => [check, kind])).toEqual([
      ['network', 'passed'],
      ['clock', 'passed'],
      ['temporary key', 'passed'],
      ['bucket', 'passed'],
      ['path style', 'passed'],
      ['allowed actions', 'passed'],
      ['image processing', 'passed'],
      ['public access', 'passed'],
      ['links', 'passed'],
      // The local server does not do it.
      ['versioning', 'skipped'],
      ['CORS', 'passed'],
      ['clean-up', 'passed'],
    ]);
    expect(out).not.toContain(rootKey.secretKey);
    expect(out).not.toContain(rootKey.secretId);
  } finally {
    await Promise.all([cosFront?.close(), stsFront?.close(), cos.remove(), sts.close()]);
    await rm(folder, { recursive: true });
  }
});

test('says what is wrong, in lines, with status 1; and how it is used', async () => {
  const [misused, broken] = await Promise.all([
    run(['--colour']),
    run([], { BUCKET: bucket, REGION: region }),
  ]);
  expect(misused.status).toBe(1);
  expect(misused.errors).toContain('There is no option --colour.');
  expect(misused.errors).toContain('How it is called: npm run doctor -- --help');
  expect(broken.status).toBe(1);
  expect(broken.out).toMatch(
    /^✗ function variables {4}.*SECRET_ID is missing.*\n {24}.+\n {24}→ Correct them/m,
  );
  expect(broken.out).toMatch(/^- bucket +not checked: first the function variables must be right$/m);
  expect(broken.out).toMatch(/^1 failed, \d to know of, /m);
});
