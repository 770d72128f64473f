import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Language = 'typescript' | 'javascript';

/** Where this template is on this machine, after `npm install`. */
export interface Template {
  readonly root: string;
  /** Of package.json. */
  readonly version: string;
  /** The folder `cos` in both languages, without `miniprogram_npm`. */
  readonly cos: Readonly<Record<Language, string>>;
  /** What "Build npm" makes of the SDK. */
  readonly npm: string;
  readonly cloudFunction: string;
  /** Of the subpackage, as in app.json. */
  readonly pages: readonly string[];
  readonly sdk: { readonly name: string; readonly version: string };
}

/** Below the root: what `npm install` makes of miniprogram/cos. */
export const javascriptFolder = 'dist/javascript';

const sdkName = 'cos-wx-sdk-v5';

export function templateAt(root: string): Template {
  const json = <T>(file: string): T => JSON.parse(readFileSync(join(root, file), 'utf8'));
  const { version, dependencies } = json<{ version: string; dependencies: Record<string, string> }>(
    'package.json',
  );
  const { subpackages } = json<{ subpackages: { pages: string[] }[] }>('miniprogram/app.json');
  return {
    root,
    version,
    cos: { typescript: join(root, 'miniprogram/cos'), javascript: join(root, javascriptFolder) },
    npm: join(root, 'miniprogram/cos/miniprogram_npm'),
    cloudFunction: join(root, 'cloudfunctions/cos-credentials'),
    pages: subpackages[0]?.pages ?? [],
    sdk: { name: sdkName, version: dependencies[sdkName] ?? '' },
  };
}
