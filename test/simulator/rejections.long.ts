import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { typeScriptProgram } from '../support/typeScriptProgram';

/** In a process of its own: what is tested is whether it ends. */
const program = (pages: number) => `
  const { mkdtemp } = require('node:fs/promises');
  const { tmpdir } = require('node:os');
  const { join } = require('node:path');
  const { openInJsdom } = require(${JSON.stringify(join(__dirname, '../../dev/simulator/in-node/browsers/openInJsdom.ts'))});
  const { createPhone } = require(${JSON.stringify(join(__dirname, '../../dev/simulator/in-node/phone/createPhone.ts'))});
  const { startSimulator } = require(${JSON.stringify(join(__dirname, '../../dev/simulator/startSimulator.ts'))});
  (async () => {
    const dir = await mkdtemp(join(tmpdir(), 'rejections-'));
    const phone = createPhone({ dir, openId: 'oTester' });
    const source = ${JSON.stringify(join(__dirname, 'runtime/fixtures/tour'))};
    const simulator = await startSimulator({ port: 0, source, phone });
    for (let i = 0; i < ${pages}; i += 1) await openInJsdom(simulator);
    setTimeout(() => {
      console.log('it goes on');
      process.exit(0);
    }, 1000);
    void Promise.reject(new Error('nobody handles this'));
  })();
`;

test.each([1, 2])(
  'with %i pages open, what nobody handles ends the program as without one',
  async (pages) => {
    const run = promisify(execFile)(process.execPath, [...typeScriptProgram, '--eval', program(pages)], {
      cwd: join(__dirname, '../..'),
    });
    await expect(run).rejects.toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('nobody handles this'),
    });
  },
);
