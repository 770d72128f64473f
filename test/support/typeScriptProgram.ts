import { createRequire } from 'node:module';

/**
 * Arguments of Node before those of a program in TypeScript. The scripts of package.json run `tsx`, which also starts a
 * thread that loads ES modules: no program of `dev/` is one, and the thread is most of a start.
 */
export const typeScriptProgram: readonly string[] = [
  '--require',
  createRequire(__filename).resolve('tsx/cjs'),
];
