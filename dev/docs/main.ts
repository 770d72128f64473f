import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pages } from './pages';

/** `npm run docs`: writes the pages of docs/ that are made from the program. */
async function main(): Promise<void> {
  const root = join(__dirname, '../..');
  const folder = join(root, 'docs');
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(await pages(root))) {
    await writeFile(join(folder, name), text);
    console.log(`docs/${name}`);
  }
}

void main();
