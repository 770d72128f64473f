import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { composeSheets } from './composeSheets';

/**
 * `npm run looks -- [files]`: takes pictures of each page in each state (`*.looks.ts`, or those that are named so) and puts them
 * together to sheets, to look at.
 */
async function main(): Promise<void> {
  const folder = join(__dirname, '../screenshots');
  const shots = join(folder, 'looks');
  await rm(shots, { recursive: true, force: true });
  const jest = ['jest', '--testMatch', '**/*.looks.ts', '--testTimeout', '240000', ...process.argv.slice(2)];
  const { status } = spawnSync('npx', jest, { stdio: 'inherit' });
  if (existsSync(shots)) {
    const sheets = await composeSheets(shots, join(folder, 'sheets'));
    console.log(`${sheets.length} sheets in test/screenshots/sheets`);
  }
  process.exitCode = status ?? 1;
}

main();
