import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import type { Flows } from '../../miniprogram/cos/createFlows';
import type { KeyLayout } from '../../miniprogram/cos/keys';
import type { StoredObject } from '../../miniprogram/cos/objects/StoredObject';
import { prefix, type Reply } from '../client/support/ScriptedCloud';
import { load, useHost } from '../client/support/useHost';

/** Layouts of keys that a person may put in place of ours: nothing that is remembered of an object lies. */

const { phone, cloud } = useHost();
const { createFlows } = load<typeof import('../../miniprogram/cos/createFlows')>('createFlows');
const { timeLimits } = load<typeof import('../../miniprogram/cos/task/timeLimits')>('task/timeLimits');
const { keys } = load<typeof import('../../miniprogram/cos/keys')>('keys');

const MB = 1024 * 1024;
const limits = { ...timeLimits, uploadPauses: [5, 10], operationPauses: [5] };
const lastOf = (key: string) => key.slice(key.lastIndexOf('/') + 1);

/** `2026/03/09/1773014400000-a.jpg`: the oldest first. */
const byDay: KeyLayout = {
  unique: true,
  make: ({ name, time }) => `${new Date(time).toISOString().slice(0, 10).replace(/-/g, '/')}/${time}-${name}`,
  read(key) {
    const [, time, name] = /^(\d+)-(.+)$/s.exec(lastOf(key)) ?? [];
    return name === undefined ? { name: lastOf(key) } : { name, time: Number(time) };
  },
};
/** One file of each type for each user. */
const fixed: KeyLayout = {
  unique: false,
  make: ({ name }) => name.replace(/^.*\./, 'avatar.'),
  read: (key) => ({ name: lastOf(key) }),
};

const flowsWith = (layout: KeyLayout) => createFlows(cloud.config(), { keys: layout, limits });
const picture = (size = 1000) => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), randomBytes(size)]);
const photo = (background: 'teal' | 'midnightblue') =>
  sharp({ create: { width: background.length * 10, height: 30, channels: 3, background } })
    .jpeg()
    .toBuffer();
const upload = (flows: Flows, bytes: Buffer, name = 'a.jpg'): Promise<StoredObject> =>
  flows.upload({ path: phone.file(name, bytes), name }).result;
const namesOf = async (flows: Flows) => (await flows.listObjects()).objects.map(({ name }) => name);
const later = (seconds: number) => {
  const { now } = Date;
  jest.spyOn(Date, 'now').mockImplementation(() => now() + seconds * 1000);
};
const until = async (holds: () => boolean) => {
  for (let i = 0; i < 200 && !holds(); i += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(holds()).toBe(true);
};
/** Leaves the first such request unanswered until the test says what becomes of it. */
const hold = (operation: string): Promise<(reply?: Reply) => void> =>
  new Promise((resolve) => {
    cloud.reply = (request) => {
      if (request.operation !== operation) return undefined;
      cloud.reply = undefined;
      return new Promise<Reply>((go) => resolve(go));
    };
  });

describe('by day', () => {
  test('a list is in the order of the keys, with the times that they tell', async () => {
    const flows = flowsWith(byDay);
    const stored = [await upload(flows, picture(), 'a.jpg')];
    later(3 * 86_400);
    stored.push(await upload(flows, picture(), 'b.jpg'));
    const { objects } = await flows.listObjects();
    expect(objects.map(({ key, name, modified }) => ({ key, name, modified }))).toEqual(
      stored.map(({ key, name, modified }) => ({ key, name, modified })),
    );
    expect(objects.map(({ key }) => key)).toEqual([
      expect.stringMatching(/^users\/test\/\d{4}\/\d\d\/\d\d\/\d{13}-a\.jpg$/),
      expect.stringMatching(/-b\.jpg$/),
    ]);
  });

  test('what was cancelled is taken back, also when COS has it already', async () => {
    const flows = flowsWith(byDay);
    const held = hold('PostObject');
    const task = flows.upload({ path: phone.file('a.jpg', picture()) });
    const go = await held;
    task.cancel();
    go('lose');
    await expect(task.result).rejects.toMatchObject({ code: 'cancelled' });
    await until(() => cloud.seen('DeleteObject').length === 1 && cloud.objects.size === 0);
  });
});

describe('one name for all', () => {
  const key = `${prefix}avatar.jpg`;

  test('what was overwritten is listed as it is now, under another URL', async () => {
    const flows = flowsWith(fixed);
    const before = await upload(flows, picture());
    const urlsOf = async (object: StoredObject) => [
      await flows.previewUrl(object),
      await flows.thumbnailUrl(object, { edge: 100 }),
    ];
    const urls = await urlsOf(before);
    later(2);
    const after = await upload(flows, picture());
    expect(after).toMatchObject({ key, name: 'avatar.jpg' });
    const { objects } = await flows.listObjects();
    expect(objects).toEqual([expect.objectContaining({ key, etag: after.etag, size: after.size })]);
    const [object] = objects;
    if (!object) throw new Error('not listed');
    for (const url of await urlsOf(object)) expect(urls).not.toContain(url);
    expect(await urlsOf(object)).toEqual(await urlsOf(object));
  });

  test('saved from a list of before, it is what it is now, and whole', async () => {
    const flows = flowsWith(fixed);
    const before = await upload(flows, await photo('teal'));
    const bytes = await photo('midnightblue');
    await upload(flows, bytes);
    await flows.saveToAlbum(before).result;
    await flows.saveToAlbum(key).result;
    expect(phone.album.map((item) => item.bytes.equals(bytes))).toEqual([true, true]);
    cloud.reply = ({ operation }) => (operation === 'GetObject' ? 'drop' : undefined);
    await expect(flows.saveToAlbum(before).result).rejects.toMatchObject({ code: 'network-interrupted' });
  });

  test('deleted and uploaded again it is there again', async () => {
    const flows = flowsWith(fixed);
    await flows.remove(await upload(flows, picture()));
    expect(await namesOf(flows)).toEqual([]);
    expect(flows.isRemoved(key)).toBe(true);
    await upload(flows, picture());
    expect(await namesOf(flows)).toEqual(['avatar.jpg']);
    expect(flows.isRemoved(key)).toBe(false);
  });

  test('a list that COS made before the deletion does not bring it back', async () => {
    const flows = flowsWith(fixed);
    const object = await upload(flows, picture());
    let answered: (() => void) | undefined;
    cloud.reply = async ({ operation }) => {
      if (operation !== 'GetBucket') return undefined;
      cloud.reply = undefined;
      const stale = { status: 200, body: listOf(object) };
      await new Promise<void>((resolve) => {
        answered = resolve;
      });
      return stale;
    };
    const listing = flows.listObjects();
    await until(() => answered !== undefined);
    await flows.remove(object);
    answered?.();
    expect((await listing).objects).toEqual([]);
  });

  const listOf = ({ key: listed, size, etag }: StoredObject) =>
    `<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>${listed}</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified><ETag>&quot;${etag}&quot;</ETag><Size>${size}</Size></Contents></ListBucketResult>`;

  test.each([
    ['PostObject', 1000],
    ['CompleteMultipartUpload', 5 * MB],
  ])('cancelled while COS works at %s, what was there before is there', async (operation, size) => {
    const flows = flowsWith(fixed);
    const before = picture();
    await upload(flows, before);
    const held = hold(operation);
    const task = flows.upload({ path: phone.file('b.jpg', picture(size)) });
    const go = await held;
    task.cancel();
    await expect(task.result).rejects.toMatchObject({ code: 'cancelled' });
    go('drop');
    await until(() => cloud.uploads.size === 0);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(cloud.seen('DeleteObject')).toEqual([]);
    expect(cloud.objects.get(key)?.body.equals(before)).toBe(true);
  });

  test('other bytes than those that were sent are an error, and are left alone', async () => {
    const flows = flowsWith(fixed);
    cloud.reply = (request) => {
      if (request.operation === 'PostObject') request.body[10] = (request.body[10] ?? 0) ^ 1;
      return undefined;
    };
    await expect(upload(flows, picture())).rejects.toMatchObject({ code: 'checksum-mismatch' });
    expect(cloud.objects.has(key)).toBe(true);
  });

  test('a file that is cancelled after its answer was lost is taken off the list, and what is stored stays', async () => {
    const flows = flowsWith(fixed);
    const before = picture();
    await upload(flows, before);
    cloud.reply = ({ operation }) =>
      operation === 'HeadObject' || operation === 'PostObject' ? 'drop' : undefined;
    const [item] = flows.uploads.add([{ path: phone.file('b.jpg', picture()), name: 'b.jpg', size: 1003 }]);
    await until(() => flows.uploads.items[0]?.state.name === 'waiting');
    flows.uploads.cancel(item?.id ?? '');
    cloud.reply = undefined;
    flows.uploads.remove(item?.id ?? '');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(cloud.objects.get(key)?.body.equals(before)).toBe(true);
  });
});

describe('a key of your own', () => {
  test('is within the folder of the user, and what is there is written over', async () => {
    const flows = flowsWith(keys);
    for (const size of [1000, 2000]) {
      const object = await flows.upload(
        { path: phone.file('tmp_1.jpg', picture(size)) },
        { key: 'posts/7/cover.jpg' },
      ).result;
      expect(object).toMatchObject({
        key: `${prefix}posts/7/cover.jpg`,
        name: 'cover.jpg',
        kind: 'image',
        size: size + 3,
      });
      expect(await flows.findObject(object.key)).toMatchObject({
        etag: object.etag,
        checksum: object.checksum,
      });
    }
  });

  test('is not deleted by a cancel', async () => {
    const flows = flowsWith(keys);
    const held = hold('PostObject');
    const task = flows.upload({ path: phone.file('a.jpg', picture()) }, { key: 'avatar.jpg' });
    const go = await held;
    task.cancel();
    go();
    await expect(task.result).rejects.toMatchObject({ code: 'cancelled' });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(cloud.seen('DeleteObject')).toEqual([]);
  });

  test.each(['', '/avatar.jpg', 'a//b.jpg', '../b.jpg', 'a/./b.jpg', 'a/', `\${filename}`, 'a\n.jpg'])(
    '%j is refused at the door',
    (key) => {
      const file = { path: phone.file('a.jpg', picture()) };
      expect(() => flowsWith(keys).upload(file, { key })).toThrow(
        new RangeError(
          `upload: key is ${JSON.stringify(key)}, expected a path in the user's folder, such as "avatar.jpg"`,
        ),
      );
    },
  );
});
