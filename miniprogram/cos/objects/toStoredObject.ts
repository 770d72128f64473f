import type { Clock } from '../client/Clock';
import type { FoundObject } from '../client/CosClient';
import { extensionOf } from '../format/extensionOf';
import type { KeyLayout } from '../keys';
import { kindOf } from './kindOf';
import type { StoredObject } from './StoredObject';

/** What COS tells of an object, in the user's terms. */
export function toStoredObject(found: FoundObject, clock: Clock, keys: KeyLayout): StoredObject {
  const { name, time } = keys.read(found.key);
  const extension = extensionOf(name);
  // The time in the key, so that what is sorted by key is also sorted by time.
  return {
    ...found,
    name,
    extension,
    kind: kindOf(extension, found.contentType),
    modified: clock.onPhone(time ?? found.modified),
  };
}
