import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pages } from '../../dev/docs/pages';

const root = join(__dirname, '../..');

test('docs/ has what `npm run docs` writes', async () => {
  for (const [name, text] of Object.entries(await pages(root))) {
    const written = await readFile(join(root, 'docs', name), 'utf8').catch(() => 'nothing: run npm run docs');
    expect({ name, text: written }).toEqual({ name, text });
  }
});
