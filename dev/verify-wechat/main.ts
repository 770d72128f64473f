import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOptions, runCommand } from '../commandLine';
import { checkOtherApp } from './checkOtherApp';
import { checkPieces } from './checkPieces';
import { checkTemplate } from './checkTemplate';
import { compilerName, compilerVersion, fetchCompiler } from './fetchCompiler';

const usage = `npm run verify:wechat

What WeChat's own tools make of this project. They are fetched once (276 MB).`;

/**
 * What WeChat's own tools make of this project. They read package.json and node_modules of
 * the root, as DevTools does, and write into temporary copies only, so that a running `npm start` notices nothing.
 */
runCommand(usage, async () => {
  readOptions({});
  const compiler = await fetchCompiler(() =>
    console.log(`Fetching ${compilerName} ${compilerVersion} (276 MB, once; takes a minute or two) ...`),
  );
  const folder = await mkdtemp(join(tmpdir(), 'verify-wechat-'));
  try {
    const failures = await firstFailures(compiler, folder);
    for (const failure of failures) console.error(`\nFailed: ${failure}`);
    if (failures.length > 0) process.exitCode = 1;
  } finally {
    await rm(folder, { recursive: true });
  }
});

/** What is wrong here would be wrong in each of the others once more. */
async function firstFailures(compiler: string, folder: string): Promise<readonly string[]> {
  for (const check of [checkTemplate, checkPieces, checkOtherApp]) {
    const failures = await check(compiler, join(folder, check.name));
    if (failures.length > 0) return failures;
  }
  return [];
}
