import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readOptions, runCommand } from '../commandLine';
import { pages } from './pages';

const usage = `npm run docs

Writes the pages of docs/ that are made from the program.`;

runCommand(usage, async () => {
  readOptions({});
  const root = join(__dirname, '../..');
  const folder = join(root, 'docs');
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(await pages(root))) {
    await writeFile(join(folder, name), text);
    console.log(`docs/${name}`);
  }
});
