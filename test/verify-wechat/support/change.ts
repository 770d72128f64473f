import { readFile, writeFile } from 'node:fs/promises';

/** Changes a text file at one place. Rejects when there is no such text. */
export async function change(file: string, from: string | RegExp, to: string): Promise<void> {
  const before = await readFile(file, 'utf8');
  const after = before.replace(from, to);
  if (after === before) throw new Error(`${file} has no ${from}.`);
  await writeFile(file, after);
}
