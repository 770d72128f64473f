import type { FoundObject } from '../client/CosClient';
import { extensionOf, kindOf } from './kinds';
import { readObjectKey } from './objectKey';
import type { StoredObject } from './StoredObject';

/** What COS tells of an object, in the user's terms. */
export function toStoredObject(found: FoundObject): StoredObject {
  const { name, time } = readObjectKey(found.key);
  const extension = extensionOf(name);
  // The time in the key, so that what is sorted by key is also sorted by time.
  return {
    ...found,
    name,
    extension,
    kind: kindOf(extension, found.contentType),
    modified: time ?? found.modified,
  };
}
