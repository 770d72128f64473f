import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { messageOf } from '../messageOf';
import { checkOtherApp } from './checkOtherApp';
import { checkPieces } from './checkPieces';
import { checkTemplate } from './checkTemplate';
import { compilerName, compilerVersion, fetchCompiler } from './fetchCompiler';

/**
 * `npm run verify:wechat`: what WeChat's own tools make of this project. They read package.json and node_modules of
 * the root, as DevTools does, and write into temporary copies only, so that a running `npm start` notices nothing.
 */
async function main(): Promise<void> {
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
}

/** What is wrong here would be wrong in each of the others once more. */
async function firstFailures(compiler: string, folder: string): Promise<readonly string[]> {
  for (const check of [checkTemplate, checkPieces, checkOtherApp]) {
    const failures = await check(compiler, join(folder, check.name));
    if (failures.length > 0) return failures;
  }
  return [];
}

main().catch((error: unknown) => {
  console.error(`npm run verify:wechat: ${messageOf(error)}`);
  process.exitCode = 1;
});
