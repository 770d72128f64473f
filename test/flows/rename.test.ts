import type { KeyLayout } from '../../miniprogram/cos/keys';
import { prefix } from '../client/support/ScriptedCloud';
import { load, useHost } from '../client/support/useHost';
import { failureOf, store } from './support/objects';

const { cloud } = useHost();
const { createFlows } = load<typeof import('../../miniprogram/cos/createFlows')>('createFlows');
const { timeLimits } = load<typeof import('../../miniprogram/cos/task/timeLimits')>('task/timeLimits');
const limits = { ...timeLimits, operationPauses: [] };
const flowsWith = (keys?: KeyLayout) => createFlows(cloud.config(), { limits, ...(keys && { keys }) });

const bytes = Buffer.from('a picture');
const keyOf = (name: string) => `${prefix}8230000000000-${name}`;
const stored = () => [...cloud.objects.keys()];

test('a file keeps its time, its place and its bytes under another name', async () => {
  const flows = flowsWith();
  const object = store(cloud, '原图 & 1.JPG', bytes, { extension: 'jpg' });
  const renamed = await flows.rename(object, '海边');
  expect(renamed).toMatchObject({
    ...object,
    key: keyOf('海边.jpg'),
    name: '海边.jpg',
    checksum: expect.any(String),
  });
  expect(stored()).toEqual([renamed.key]);
  expect(cloud.objects.get(renamed.key)?.body).toEqual(bytes);
  expect(flows.isRemoved(object.key)).toBe(true);
  expect((await flows.listObjects()).objects).toMatchObject([
    { name: '海边.jpg', modified: expect.any(Number) },
  ]);
  expect(cloud.seen('PutObject')[0]?.headers['content-type']).toBe('application/octet-stream');

  // And back: what was deleted under this key is there again.
  const back = await flows.rename(renamed, '原图 & 1.JPG');
  expect(flows.isRemoved(back.key)).toBe(false);
  expect((await flows.listObjects()).objects).toMatchObject([{ name: '原图 & 1.JPG' }]);
});

test.each([
  ['a/b\\c', 'a_b_c.jpg'],
  ['  日落 🌅.jpg ', '日落 🌅.jpg'],
  ['film.png', 'film.png.jpg'],
  // It would be a picture no more.
  ['.jpg', '.jpg.jpg'],
  [`x$${'{'}filename}`, 'x_{filename}.jpg'],
])('%j is cleaned as the name of an upload: %j', async (given, name) => {
  const object = store(cloud, 'old.jpg', bytes);
  expect(await flowsWith().rename(object, given)).toMatchObject({ key: keyOf(name), name });
});

test('who holds the key that it had finds it: a list of uploads, a page that was opened before', async () => {
  const flows = flowsWith();
  const object = store(cloud, 'a.jpg', bytes);
  const once = await flows.rename(object, 'b');
  const twice = await flows.rename(once, 'c');
  for (const key of [object.key, once.key, twice.key])
    expect(await flows.findObject(key)).toMatchObject({ key: twice.key, name: 'c.jpg' });
  await flows.rename(twice, 'a');
  expect(await flows.findObject(twice)).toMatchObject({ key: object.key });
  await flows.remove(object.key);
  expect(await failureOf(flows.findObject(twice.key))).toMatchObject({ code: 'object-missing' });
});

test('the same name is nothing to do, none is no name, and one that is too long is said before anything is sent', async () => {
  const flows = flowsWith();
  const object = store(cloud, 'a.jpg', bytes);
  expect(await flows.rename(object, 'a.jpg')).toBe(object);
  expect(() => flows.rename(object, '  ')).toThrow(RangeError);
  expect(await failureOf(flows.rename(object, '字'.repeat(300)))).toMatchObject({
    code: 'name-too-long',
    attempt: { action: 'rename', name: 'a.jpg' },
    params: { limit: 850 - utf8(keyOf('')) },
  });
  expect(cloud.requests).toEqual([]);
});
const utf8 = (text: string) => Buffer.byteLength(text);

describe('when something is lost on the way, the same once more ends right', () => {
  test.each([
    ['the copy, before it was made', 'PutObject', 'drop'],
    ['the answer to the copy', 'PutObject', 'lose'],
    ['the deletion', 'DeleteObject', 'drop'],
    ['the answer to the deletion', 'DeleteObject', 'lose'],
  ] as const)('%s', async (_what, operation, how) => {
    const flows = flowsWith();
    const object = store(cloud, 'a.jpg', bytes);
    cloud.reply = (request) => (request.operation === operation ? how : undefined);
    await failureOf(flows.rename(object, 'b'));
    expect(stored().length).toBeGreaterThan(0);
    cloud.reply = undefined;
    expect(await flows.rename(object, 'b')).toMatchObject({ name: 'b.jpg', etag: object.etag });
    expect(stored()).toEqual([keyOf('b.jpg')]);
  });

  test('an error that comes with status 200 is one', async () => {
    const object = store(cloud, 'a.jpg', bytes);
    cloud.reply = ({ operation }) =>
      operation === 'PutObject'
        ? { status: 200, body: '<Error><Code>InternalError</Code><Message>later</Message></Error>' }
        : undefined;
    expect((await failureOf(flowsWith().rename(object, 'b'))).serviceCode).toBe('InternalError');
    expect(stored()).toEqual([object.key]);
  });
});

test('what is gone is not renamed', async () => {
  const object = store(cloud, 'a.jpg', bytes);
  cloud.objects.clear();
  expect((await failureOf(flowsWith().rename(object, 'b'))).code).toBe('object-missing');
});

test('where the name leaves no room for a cover, the video goes without', async () => {
  const film = store(cloud, 'film.mp4', Buffer.from('film'), { kind: 'video' });
  store(cloud, 'film.mp4!12.cover.jpg', Buffer.from('cover'));
  const renamed = await flowsWith().rename(film, `${'照'.repeat(272)}abc`);
  expect(Buffer.byteLength(renamed.key)).toBeGreaterThan(840);
  expect(renamed).not.toHaveProperty('cover');
  expect(stored()).toEqual([renamed.key]);
});

test('the cover of a video goes along, with its length', async () => {
  const film = store(cloud, 'film.mp4', bytes, { kind: 'video' });
  const cover = store(cloud, 'film.mp4!12.cover.jpg', Buffer.from('cover'));
  const { key, size, etag } = cover;
  const renamed = await flowsWith().rename({ ...film, cover: { key, size, etag, seconds: 12 } }, 'sea');
  expect(renamed.cover).toEqual({ key: keyOf('sea.mp4!12.cover.jpg'), size, etag, seconds: 12 });
  expect(stored().sort()).toEqual([keyOf('sea.mp4'), keyOf('sea.mp4!12.cover.jpg')]);
  // Once: the second time COS might not tell, and the old cover would stay.
  expect(cloud.seen('GetBucket')).toHaveLength(1);
});

test('only a key that has the time in it can have another name, and only in a layout that says how', async () => {
  const flows = flowsWith();
  const other = { ...store(cloud, 'a.jpg', bytes), key: `${prefix}a.jpg` };
  expect(flows.canRename(other)).toBe(false);
  expect((await failureOf(flows.rename(other, 'b'))).code).toBe('not-supported');
  const object = store(cloud, 'a.jpg', bytes);
  expect(flows.canRename(object)).toBe(true);
  const fixed: KeyLayout = { unique: false, make: ({ name }) => name, read: (key) => ({ name: key }) };
  expect(flowsWith(fixed).canRename(object)).toBe(false);
});
