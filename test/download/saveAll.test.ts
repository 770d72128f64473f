import { randomBytes } from 'node:crypto';
import { errorAnswer } from '../client/support/ScriptedCloud';
import { load, useHost } from '../client/support/useHost';
import { copiesOn, failureOf, store } from '../flows/support/objects';
import { isWide } from '../support/isWide';
import { JPEG } from '../support/pictures';

const { phone, cloud } = useHost();
const { createFlows } = load<typeof import('../../miniprogram/cos/createFlows')>('createFlows');

type Progress = import('../../miniprogram/cos/index').SaveAllProgress;

const flows = () => createFlows(cloud.config(), { limits: { uploadPauses: [1, 1] } });
const photos = (count: number) =>
  Array.from({ length: count }, (_, i) =>
    store(cloud, `${i}.jpg`, Buffer.concat([JPEG, randomBytes(100 + i)])),
  );
const reasons = (failed: readonly { object: { name: string }; failure: { code: string } }[]) =>
  failed.map(({ object, failure }) => [object.name, failure.code]);

test('many files: one question, the saves one after the other, and all counted', async () => {
  const count = isWide ? 60 : 15;
  const objects = photos(count);
  let saving = 0;
  phone.calls.replace('saveImageToPhotosAlbum', (save) => (options) => {
    saving += 1;
    expect(saving).toBe(1);
    return save({
      ...options,
      success: (result) => {
        saving -= 1;
        options.success?.(result);
      },
    });
  });
  const seen: Progress[] = [];
  const { saved, failed } = await flows().saveAllToAlbum(objects, {
    onProgress: (progress) => seen.push(progress),
  }).result;
  expect([saved.length, failed.length, phone.album.length]).toEqual([count, 0, count]);
  expect(phone.calls.of('authorize')).toHaveLength(1);
  const total = objects.reduce((sum, { size }) => sum + size, 0);
  expect(seen.at(-1)).toEqual({ loaded: total, total, files: count, saved: count, failed: 0 });
  expect(seen.map(({ loaded }) => loaded)).toEqual(seen.map(({ loaded }) => loaded).sort((a, b) => a - b));
  expect(await copiesOn(phone)).toEqual([]);
});

test('each that failed says why, by its own name, and the others go on', async () => {
  const [gone, broken, page, good] = photos(4);
  const note = store(cloud, 'note.pdf', Buffer.from('x'), { kind: 'document' });
  cloud.reply = ({ operation, key }) => {
    if (operation !== 'GetObject') return undefined;
    if (key === gone?.key) return errorAnswer(404, 'NoSuchKey', 'no');
    if (key === broken?.key) return 'drop';
    return key === page?.key ? { status: 200, body: Buffer.alloc(page?.size ?? 0, '?') } : undefined;
  };
  const objects = [gone, broken, page, note, good].flatMap((object) => object ?? []);
  const { saved, failed } = await flows().saveAllToAlbum(objects).result;
  expect(saved).toEqual([good]);
  expect(reasons(failed).sort()).toEqual([
    ['0.jpg', 'object-missing'],
    ['1.jpg', 'network-interrupted'],
    ['2.jpg', 'checksum-mismatch'],
    ['note.pdf', 'not-for-album'],
  ]);
  expect(failed.every(({ object, failure }) => failure.attempt.name === object.name)).toBe(true);
  expect(await copiesOn(phone)).toEqual([]);
});

test('refused at the question, nothing is fetched', async () => {
  phone.person.allows = false;
  expect(await failureOf(flows().saveAllToAlbum(photos(3)).result)).toMatchObject({ code: 'album-refused' });
  expect(cloud.requests).toEqual([]);
});

test('refused in between, the rest is not fetched, and says so', async () => {
  const objects = photos(40);
  let saves = 0;
  phone.calls.replace('saveImageToPhotosAlbum', (save) => (options) => {
    saves += 1;
    if (saves === 3) phone.simulated.settings.setPermission('scope.writePhotosAlbum', false);
    return save(options);
  });
  const { saved, failed } = await flows().saveAllToAlbum(objects).result;
  expect(saved).toHaveLength(2);
  expect(new Set(failed.map(({ failure }) => failure.code))).toEqual(new Set(['album-refused']));
  expect(failed).toHaveLength(38);
  expect(saves).toBe(3);
  expect(cloud.seen('GetObject').length).toBeLessThan(20);
  expect(await copiesOn(phone)).toEqual([]);
});

test('the privacy agreement declined in between: asked once, and all the others say so', async () => {
  phone.simulated.settings.setPermission('scope.writePhotosAlbum', true);
  phone.simulated.settings.update({ privacy: 'notAsked' });
  await new Promise((resolve) => setImmediate(resolve));
  phone.person.allows = false;
  const asked = jest.spyOn(phone.person, 'askPrivacy');
  const objects = photos(10);
  const { saved, failed } = await flows().saveAllToAlbum(objects).result;
  expect([saved, asked.mock.calls.length]).toEqual([[], 1]);
  expect(new Set(failed.map(({ failure }) => failure.code))).toEqual(new Set(['privacy-refused']));
  expect(failed).toHaveLength(10);
  expect(await copiesOn(phone)).toEqual([]);
});

test('no question and no request when none is for the album', async () => {
  const note = store(cloud, 'note.pdf', Buffer.from('x'), { kind: 'document' });
  const { saved, failed } = await flows().saveAllToAlbum([note]).result;
  expect([saved, reasons(failed)]).toEqual([[], [['note.pdf', 'not-for-album']]]);
  expect(await flows().saveAllToAlbum([]).result).toEqual({ saved: [], failed: [] });
  expect(phone.calls.of('getSetting')).toEqual([]);
});

test.each([1, 4, 9])('cancelled at download %i, nothing is left but what is in the album', async (count) => {
  const reached = phone.calls.reach('downloadFile', count);
  const task = flows().saveAllToAlbum(photos(20));
  await reached;
  task.cancel();
  expect(await failureOf(task.result)).toMatchObject({ code: 'cancelled' });
  expect(phone.album.length).toBeLessThan(count);
  expect(await copiesOn(phone)).toEqual([]);
});

test('connections that break in the middle are begun again', async () => {
  const objects = photos(12);
  let cut = 0;
  cloud.reply = ({ operation }) => {
    if (operation !== 'GetObject' || cut >= 6) return undefined;
    cut += 1;
    return 'drop';
  };
  const { saved } = await flows().saveAllToAlbum(objects).result;
  expect(saved).toHaveLength(12);
});

test('what is no list of objects is refused at the door', () => {
  expect(() => flows().saveAllToAlbum(['a.jpg'] as never)).toThrow('a list of objects');
});
