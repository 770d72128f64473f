import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bugs } from './bugs';

const server = join(__dirname, '../../../dev/cos-server');

/** They are made by `npm run test:long` only, and the source goes on. */
test.each(bugs)('the bug can still be made: $name', ({ file, from }) => {
  const pieces = readFileSync(join(server, file), 'utf8').split(from);
  expect(pieces).toHaveLength(2);
});
