import type { StoredObject } from '../../miniprogram/cos/objects/StoredObject';
import { load, useHost } from '../client/support/useHost';

/** A mistake in the program is an error where it is made, and shows what it got. */

const { cloud } = useHost();
const { createFlows } = load<typeof import('../../miniprogram/cos/createFlows')>('createFlows');
const flows = () => createFlows(cloud.config());
const object = { key: 'users/test/a.jpg', name: 'a.jpg', kind: 'image' } as StoredObject;
const nothing = undefined as never;
const LISTED = 'expected an object as a listing gives it';

test.each<[string, () => unknown]>([
  ['save: object is undefined, expected an object, or its whole key', () => flows().saveToAlbum(nothing)],
  ['open: object is "", expected an object, or its whole key', () => flows().openDocument('')],
  ['delete: object is {}, expected an object, or its whole key', () => flows().remove({} as never)],
  ['find: object is null, expected an object, or its whole key', () => flows().findObject(null as never)],
  // A key would be signed as the bucket itself.
  [`previewUrl: object is "${object.key}", ${LISTED}`, () => flows().previewUrl(object.key as never)],
  [`thumbnailUrl: object is "a", ${LISTED}`, () => flows().thumbnailUrl('a' as never, { edge: 9 })],
  [`coverUrl: object is undefined, ${LISTED}`, () => flows().coverUrl(nothing)],
  [`rename: object is "a", ${LISTED}`, () => flows().rename('a' as never, 'b')],
  [`canRename: object is {}, ${LISTED}`, () => flows().canRename({} as never)],
  [
    'signedUrl: seconds is 0, expected a whole number, at least 1',
    () => flows().signedUrl(object, { seconds: 0 }),
  ],
  [
    'copyLink: seconds is 1.5, expected a whole number, at least 1',
    () => flows().copyLink(object, { seconds: 1.5 }),
  ],
  [
    'thumbnailUrl: edge is 0, expected pixels, from 1 to 9999',
    () => flows().thumbnailUrl(object, { edge: 0 }),
  ],
  [
    'listObjects: count is 1001, expected a whole number from 1 to 1000',
    () => flows().listObjects({ count: 1001 }),
  ],
  // What chooseFiles gives to who takes the first file of none.
  ['upload: file is undefined, expected one with a local path', () => flows().upload(nothing)],
  ['upload: file is {"path":""}, expected one with a local path', () => flows().upload({ path: '' })],
  ['pace is -1, expected milliseconds, at least 0', () => flows().createUploads({ pace: -1 })],
  ['askAbove is -1, expected bytes, at least 0', () => flows().createUploads({ askAbove: -1 })],
  [
    'uploads.add: files is [{"path":"a.jpg"}], expected a list of files, each with path, name and size',
    () => flows().uploads.add([{ path: 'a.jpg' } as never]),
  ],
  [
    'uploads.add: files is {}, expected a list of files, each with path, name and size',
    () => flows().uploads.add({} as never),
  ],
  ['createFlows: config is undefined, expected a CosConfig', () => createFlows(nothing)],
  ['createFlows: keys is {}, expected a KeyLayout', () => createFlows(cloud.config(), { keys: {} as never })],
])('%s', (words, call) => {
  expect(call).toThrow(new RangeError(words));
  expect(cloud.requests).toEqual([]);
});

test('limits that are not given are those of the template', async () => {
  cloud.reply = () => 'hang';
  const listing = createFlows(cloud.config(), { limits: { operation: 30 } }).listObjects();
  await expect(listing).rejects.toMatchObject({ code: 'timeout' });
});
