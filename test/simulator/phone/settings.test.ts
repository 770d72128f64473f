import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPhone } from '../../../dev/simulator/in-node/phone/createPhone';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'cos-settings-'));
});
afterEach(() => rm(dir, { recursive: true }));

test.each([
  ['{"theme":"blue"}', 'theme is "blue"; it must be one of light, dark'],
  ['[]', 'is []; it must be an object'],
  ['{"theme":', 'settings.json'],
])('settings on disk that are none are not taken: %s', async (text, problem) => {
  await writeFile(join(dir, 'settings.json'), text);
  const create = () => createPhone({ dir, openId: 'oTester' });
  expect(create).toThrow(problem);
  expect(create).toThrow(`${join(dir, 'settings.json')}: `);
  expect(create).toThrow('Repair or remove the file.');
});
