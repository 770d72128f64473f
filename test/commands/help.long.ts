import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { scripts } from '../../package.json';
import { typeScriptProgram } from '../support/typeScriptProgram';

const root = join(__dirname, '../..');

/** Those that people run: what is called and with what first word. */
const commands = Object.entries(scripts).flatMap(([name, command]) => {
  const [, file, word] = /^tsx (dev\/\S+|test\/(?:verify-cos|e2e)\/\S+)(?: (\w+))?$/.exec(command) ?? [];
  return file === undefined ? [] : [{ name, args: [file, ...(word === undefined ? [] : [word])] }];
});

test.each(commands)(
  'npm run $name -- --help says how it is called, and does nothing',
  async ({ name, args }) => {
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      [...typeScriptProgram, ...args, '--help'],
      { cwd: root },
    );
    const called = name === 'start' ? 'npm start' : `npm run ${name}`;
    expect(stdout).toMatch(new RegExp(`^Usage: (\\S+=… )*${called}\\b`));
    expect(stderr).toBe('');
  },
);

test('these are all', () => {
  expect(commands.length).toBeGreaterThan(12);
});
