import { nobodyWaits } from '../../components/nobodyWaits';
import { flows, kindOf, type StoredObject } from '../../index';

/**
 * The newest files as the gallery saw them last, in WeChat's storage: shown at once by a cold start, until COS has answered. What
 * can't be read or written there costs that moment only. WeChat keeps a storage for each of its users; a Mini Program with accounts of its own
 * removes it when somebody else signs in.
 */
const KEY = 'cos-last-page';

/** As many as a page of the list: some 20 kB. */
export const REMEMBERED = 60;

/** [] when there are none, or those of another bucket. Whose they are only COS can tell: see `flows.userPrefix`. */
export function recallPage(): readonly StoredObject[] {
  try {
    const { place, objects }: { place: unknown; objects: unknown[] } = wx.getStorageSync(KEY);
    return place === placeNow() && objects.every(isObject) ? objects : [];
  } catch {
    return [];
  }
}

export function rememberPage(objects: readonly StoredObject[]): void {
  wx.setStorage({ key: KEY, data: { place: placeNow(), objects }, ...nobodyWaits });
}

function placeNow(): string {
  const { bucket, region, host = '' } = flows.place;
  return [bucket, region, host].join('/');
}

/** Another version of the Mini Program may have written it. */
function isObject(value: unknown): value is StoredObject {
  const { key, name, size, modified, etag, kind, extension } = value as StoredObject;
  return (
    [key, name, etag, kind, extension].every((text) => typeof text === 'string') &&
    [size, modified].every(Number.isFinite) &&
    kindOf(extension) === kind
  );
}
