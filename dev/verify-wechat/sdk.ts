import { createRequire } from 'node:module';
import { runInNewContext } from 'node:vm';
import { readIfThere } from '../readIfThere';

export const sdkName = 'cos-wx-sdk-v5';
/** Below the folder `cos`: where "Build npm" puts the SDK. */
export const sdkFile = `miniprogram_npm/${sdkName}/index.js`;

/** What the SDK asks of `wx` while it is loaded. */
const wx = {
  canIUse: () => true,
  getSystemInfoSync: () => ({ SDKVersion: '3.8.0', platform: 'devtools', system: '' }),
  getFileSystemManager: () => ({}),
};

/**
 * Loads a built SDK as WeChat does and resolves with the version that it gives itself; undefined when there is no such
 * file. A compiled one needs the compiler's helpers beside it.
 */
export async function sdkVersion(file: string): Promise<string | undefined> {
  const source = await readIfThere(file);
  if (source === undefined) return undefined;
  const module: { exports: { version?: unknown } } = { exports: {} };
  const load = runInNewContext(`(function (module, exports, require, wx, window) {${source}\n})`, {
    setTimeout,
  });
  load(module, module.exports, createRequire(file), wx, undefined);
  return String(module.exports.version);
}
