import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { fewOf } from '../support/isWide';

/** The folder `cos` in hosts whose compiler options and typings are other than ours. */

const root = join(__dirname, '../..');
const packages = createRequire(join(root, 'test/packages/package.json'));
const tsc = join(root, 'node_modules/typescript/bin/tsc');

const strictest = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noFallthroughCasesInSwitch: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  isolatedModules: true,
};
/** As in the TypeScript template of WeChat DevTools. */
const ofWechat = {
  strict: true,
  noImplicitReturns: true,
  experimentalDecorators: true,
  allowSyntheticDefaultImports: true,
};

const options: Record<string, object> = {
  'the strictest options': strictest,
  'the strictest without exactOptionalPropertyTypes': { ...strictest, exactOptionalPropertyTypes: false },
  "the strictest and ES2022's lib": { ...strictest, lib: ['es2022'] },
  "WeChat's template": ofWechat,
  'no strictness': { strict: false },
};
const typings = ['typings-3.8', 'typings-3.12', 'typings-4', 'miniprogram-api-typings'];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'types-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** These two with all typings, the others with those of the template. */
const everywhere = ['the strictest options', "WeChat's template"];
/** It finds nearly all that any finds; this project itself has the newest typings. */
const main = 'the strictest options typings-3.8';
const hosts = Object.keys(options).flatMap((name) =>
  (everywhere.includes(name) ? typings : typings.slice(-1)).map((typing) => [name, typing] as const),
);

test.each(fewOf(hosts, (host) => host.join(' ') === main))(
  'it compiles with %s and %s',
  async (name, typing) => {
    const config = join(folder, 'tsconfig.json');
    await writeFile(
      config,
      JSON.stringify({
        compilerOptions: {
          target: 'es2020',
          lib: ['es2020'],
          module: 'commonjs',
          types: [],
          skipLibCheck: true,
          noEmit: true,
          ...options[name],
        },
        include: [
          join(root, 'miniprogram/cos/**/*.ts'),
          join(dirname(packages.resolve(`${typing}/package.json`)), 'index.d.ts'),
        ],
        exclude: ['**/miniprogram_npm'],
      }),
    );
    const { stdout } = await promisify(execFile)(process.execPath, [
      tsc,
      '-p',
      config,
      '--pretty',
      'false',
      // More of them check a small program no sooner, and each reads the typings.
      '--checkers',
      '1',
    ]).catch((error: { stdout: string }) => error);
    expect(stdout).toBe('');
  },
);
