import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { typeScriptProgram } from '../support/typeScriptProgram';
import { readOnly, stsClient } from './stsClient';

const root = join(__dirname, '../..');
const key = { secretId: 'AKIDcli', secretKey: 'secret' };

/** What `npm run sts` runs. */
function run(...options: string[]) {
  return spawn(process.execPath, [...typeScriptProgram, 'dev/sts-server/main.ts', ...options], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

test('prints one line with its URL when it serves, and stops when asked', async () => {
  const child = run('--port', '0', '--secret-id', key.secretId, '--secret-key', key.secretKey);
  try {
    const lines: string[] = [];
    const output = createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
    await once(output, 'line');
    const url = lines[0]?.replace(/^STS: /, '') ?? '';
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const answer = await stsClient(url, key).GetFederationToken({ Name: 'test', Policy: readOnly });
    expect(answer.Credentials?.TmpSecretId).toMatch(/^AKID/);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(lines).toHaveLength(1);
  } finally {
    child.kill('SIGKILL');
  }
});

test('says what is wrong with its options, and how it is used', async () => {
  const child = run('--port', '0');
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  expect(await once(child, 'close')).toEqual([1, null]);
  expect(errors).toContain('--secret-id, --secret-key missing.');
  expect(errors).toContain('How it is called: npm run sts -- --help');
});
