import { WxFailure } from '../../messages/WxFailure';
import { asyncApis, type WxFunction } from './asyncApi';
import { requiredString, wrongType } from './options';
import { utf8Length } from './utf8Length';
import type { WxContext } from './WxContext';

const KEY_LIMIT_BYTES = 1024 * 1024;
const TOTAL_LIMIT_BYTES = 10 * KEY_LIMIT_BYTES;

/** The page holds all of the storage, so that the Sync calls can answer; the phone writes it to disk. */
export function storageApis(
  context: WxContext,
  stored: Record<string, string>,
): Record<string, WxFunction | ((...parameters: never[]) => unknown)> {
  const { phone } = context;
  const entries = new Map(Object.entries(stored));

  const totalBytes = (): number => {
    let total = 0;
    for (const [key, json] of entries) total += utf8Length(key) + utf8Length(json);
    return total;
  };

  /** Returns when the phone has the value. */
  const set = (key: string, data: unknown): Promise<unknown> => {
    const json = JSON.stringify(data ?? '');
    if (json === undefined) throw wrongType('data', 'String', data);
    const bytes = utf8Length(key) + utf8Length(json);
    if (bytes > KEY_LIMIT_BYTES) throw new WxFailure('entry size limit reached');
    const before = entries.get(key);
    const freed = before === undefined ? 0 : utf8Length(key) + utf8Length(before);
    if (totalBytes() - freed + bytes > TOTAL_LIMIT_BYTES) {
      throw new WxFailure('exceed storage max size 10Mb');
    }
    entries.set(key, json);
    return phone.setStorage({ key, json });
  };

  const remove = (key: string): Promise<unknown> => {
    entries.delete(key);
    return phone.removeStorage({ key });
  };

  const info = () => ({
    keys: [...entries.keys()],
    currentSize: Math.ceil(totalBytes() / 1024),
    limitSize: TOTAL_LIMIT_BYTES / 1024,
  });

  const read = (key: string): unknown => {
    const json = entries.get(key);
    return json === undefined ? undefined : JSON.parse(json);
  };

  return {
    ...asyncApis({
      async getStorage(options) {
        const key = requiredString(options, 'key');
        if (!entries.has(key)) throw new WxFailure('data not found');
        return { data: read(key) };
      },
      async setStorage(options) {
        await set(requiredString(options, 'key'), options.data);
        return undefined;
      },
      async removeStorage(options) {
        await remove(requiredString(options, 'key'));
        return undefined;
      },
      async getStorageInfo() {
        return info();
      },
    }),
    getStorageSync: (key: string) => read(syncKey('getStorageSync', key)) ?? '',
    setStorageSync: (key: string, data: unknown) =>
      sync('setStorageSync', () => set(syncKey('setStorageSync', key), data)),
    removeStorageSync: (key: string) =>
      sync('removeStorageSync', () => remove(syncKey('removeStorageSync', key))),
    getStorageInfoSync: info,
  };
}

function syncKey(api: string, key: unknown): string {
  if (typeof key === 'string') return key;
  throw new Error(`${api}:fail ${wrongType('key', 'String', key).reason}`);
}

/** WeChat: a Sync call throws what its sibling gives to `fail`. */
function sync(api: string, run: () => Promise<unknown>): void {
  try {
    run().catch((error: unknown) => console.error(`${api}: the phone could not keep it.`, error));
  } catch (error) {
    throw error instanceof WxFailure ? new Error(`${api}:fail ${error.reason}`) : error;
  }
}
