import type { StoredObject } from '../../../miniprogram/cos/objects/StoredObject';

/** A picture of which only the key matters. */
export const object = (key: string): StoredObject => ({
  key,
  name: `${key}.jpg`,
  size: 1024,
  modified: 0,
  etag: '',
  kind: 'image',
  extension: 'jpg',
});
