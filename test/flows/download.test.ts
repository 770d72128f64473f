import { randomBytes } from 'node:crypto';
import { truncateSync } from 'node:fs';
import { checksumOf, type Reply } from '../client/support/ScriptedCloud';
import { load, useHost } from '../client/support/useHost';
import { mp4 } from '../simulator/phone/support/media';
import { JPEG } from '../support/pictures';
import { copiesOn, failureOf, store } from './support/objects';

const { phone, cloud } = useHost();
const { createFlows } = load<typeof import('../../miniprogram/cos/createFlows')>('createFlows');

const MB = 1024 * 1024;
const PHOTO = Buffer.concat([JPEG, randomBytes(2000)]);
/** What a public Wi-Fi answers to everything. */
const PAGE = Buffer.from('<!DOCTYPE html><html><title>Log in</title></html>');

/** Answers to the download alone. */
const download = (reply: Reply) => {
  cloud.reply = ({ operation }) => (operation === 'GetObject' ? reply : undefined);
};
/** As in versions of WeChat that do not tell them. */
const withoutHeaders = () =>
  phone.calls.replace(
    'downloadFile',
    (download) => (options) => Object.assign(download(options), { onHeadersReceived: () => undefined }),
  );
const nothingIsLeft = async () => {
  expect(phone.album).toEqual([]);
  expect(await copiesOn(phone)).toEqual([]);
};

describe('what arrives is compared with the checksum that COS has', () => {
  const other = randomBytes(PHOTO.length);
  const wrong = { code: 'checksum-mismatch', attempt: { action: 'save', name: 'a.jpg' } };

  test.each(['x-cos-hash-crc64ecma', 'X-Cos-Hash-Crc64ecma'])(
    'from the header %s of the answer itself',
    async (header) => {
      const object = store(cloud, 'a.jpg', PHOTO);
      download({ status: 200, headers: { [header]: checksumOf(PHOTO) }, body: other });
      const failure = await failureOf(createFlows(cloud.config()).saveToAlbum(object).result);
      expect(failure).toMatchObject(wrong);
      expect(failure.detail).toContain(checksumOf(PHOTO));
      expect(failure.detail).toContain(checksumOf(other));
      expect(cloud.seen('HeadObject')).toEqual([]);
      await nothingIsLeft();
    },
  );

  test('from what was found before, when the answer has none', async () => {
    const object = store(cloud, 'a.jpg', PHOTO, { checksum: checksumOf(PHOTO) });
    download({ status: 200, body: other });
    expect(await failureOf(createFlows(cloud.config()).saveToAlbum(object).result)).toMatchObject(wrong);
    expect(cloud.seen('HeadObject')).toEqual([]);
    await nothingIsLeft();
  });

  test('from COS, when nobody knows one yet', async () => {
    const object = store(cloud, 'a.jpg', PHOTO);
    download({ status: 200, body: other });
    expect(await failureOf(createFlows(cloud.config()).saveToAlbum(object).result)).toMatchObject(wrong);
    await nothingIsLeft();
  });

  test('from COS, when WeChat does not tell the headers', async () => {
    const object = store(cloud, 'a.jpg', PHOTO);
    withoutHeaders();
    download({ status: 200, body: other });
    expect(await failureOf(createFlows(cloud.config()).saveToAlbum(object).result)).toMatchObject(wrong);
    cloud.reply = undefined;
    await createFlows(cloud.config()).saveToAlbum(object).result;
    expect(phone.album.map(({ bytes }) => bytes.equals(PHOTO))).toEqual([true]);
  });

  test('of a document as well', async () => {
    const object = store(cloud, 'a.pdf', PHOTO, { kind: 'document' });
    download({ status: 200, headers: { 'x-cos-hash-crc64ecma': checksumOf(PHOTO) }, body: other });
    expect(await failureOf(createFlows(cloud.config()).openDocument(object).result)).toMatchObject({
      code: 'checksum-mismatch',
      attempt: { action: 'open' },
    });
    expect(phone.person.openedDocuments).toEqual([]);
    await nothingIsLeft();
  });

  test('an object for which COS has none is saved', async () => {
    const object = store(cloud, 'a.jpg', PHOTO);
    const headers = { ETag: '"e"', 'Content-Length': String(PHOTO.length) };
    cloud.reply = () => ({ status: 200, headers, body: PHOTO });
    await createFlows(cloud.config()).saveToAlbum(object).result;
    expect(phone.album).toHaveLength(1);
    expect(cloud.seen('HeadObject')).toHaveLength(1);
  });

  test('a large one is read in slices of less than 1 MB', async () => {
    const clip = Buffer.concat([mp4(1, 2, 2), randomBytes(3 * MB + 1)]);
    const object = store(cloud, 'a.mp4', clip, { kind: 'video' });
    await createFlows(cloud.config()).saveToAlbum(object).result;
    const slices = phone.calls
      .of('readFile')
      .map(({ position, length }) => ({ position: Number(position), length: Number(length) }));
    expect(slices.reduce((sum, { length }) => sum + length, 0)).toBe(clip.length);
    expect(Math.max(...slices.map(({ length }) => length))).toBeLessThanOrEqual(MB);
  });

  test('one of more than 100 MB that WeChat does not let us read is saved as it came', async () => {
    const size = 101 * MB;
    const object = store(cloud, 'a.mp4', mp4(1, 2, 2), { kind: 'video', size });
    // It has no room in pieces, of which each could be read.
    const others = { path: '/others', stats: { size: 190 * MB, isFile: () => true } };
    phone.calls.replace('stat', () => ({ success, recursive }) => {
      const stats = recursive ? [others] : { size };
      success?.({ stats, errMsg: 'stat:ok' } as unknown as WechatMiniprogram.StatSuccessCallbackResult);
    });
    // As before base library 2.16.1.
    Object.assign(phone.wx.getFileSystemManager(), { open: undefined });
    await createFlows(cloud.config()).saveToAlbum(object).result;
    expect(phone.album).toHaveLength(1);
    expect(phone.calls.of('readFile')).toEqual([]);
  });

  test('a file that shrinks while it is read is not what COS has', async () => {
    const clip = randomBytes(3 * MB);
    const object = store(cloud, 'a.mp4', clip, { kind: 'video' });
    phone.calls.replace(
      'stat',
      (stat) => (options) =>
        stat({
          ...options,
          success: (found) => {
            truncateSync(phone.onDisk(options.path), MB + 5);
            options.success?.(found);
          },
        }),
    );
    expect(await failureOf(createFlows(cloud.config()).saveToAlbum(object).result)).toMatchObject({
      code: 'checksum-mismatch',
    });
    await nothingIsLeft();
  });
});

describe('what somebody else than COS answers', () => {
  const foreign = (status: number) => ({
    code: 'foreign-answer',
    status,
    params: { host: cloud.url.replace('http://', ''), status },
  });
  const html = { 'Content-Type': 'text/html; charset=utf-8' };

  test.each([200, 302, 403, 404, 511])('with status %i is told as such and not saved', async (status) => {
    const object = store(cloud, 'a.jpg', PHOTO);
    download({ status, headers: html, body: PAGE, foreign: true });
    expect(await failureOf(createFlows(cloud.config()).saveToAlbum(object).result)).toMatchObject(
      foreign(status),
    );
    // The key is not to blame, nor the clock.
    expect(cloud.issued).toBe(1);
    expect(cloud.seen('HeadObject')).toEqual([]);
    await nothingIsLeft();
  });

  test('is no page of a gateway before COS, which is down: that is tried again', async () => {
    const object = store(cloud, 'a.jpg', PHOTO);
    let down = 1;
    cloud.reply = ({ operation }) =>
      operation === 'GetObject' && down-- > 0
        ? { status: 503, headers: html, body: PAGE, foreign: true }
        : undefined;
    await createFlows(cloud.config(), { limits: { uploadPauses: [1] } }).saveToAlbum(object).result;
    expect(phone.album).toHaveLength(1);
  });

  test('is told also when it has the size of the object', async () => {
    const object = store(cloud, 'a.jpg', PHOTO);
    const body = Buffer.concat([PAGE, Buffer.alloc(PHOTO.length - PAGE.length, ' ')]);
    download({ status: 200, headers: html, body, foreign: true });
    expect(await failureOf(createFlows(cloud.config()).saveToAlbum(object).result)).toMatchObject(
      foreign(200),
    );
    await nothingIsLeft();
  });

  test('is told also when WeChat does not tell the headers', async () => {
    const object = store(cloud, 'a.jpg', PHOTO);
    withoutHeaders();
    download({ status: 200, headers: html, body: PAGE, foreign: true });
    expect(await failureOf(createFlows(cloud.config()).saveToAlbum(object).result)).toMatchObject(
      foreign(200),
    );
    await nothingIsLeft();
  });

  test('a web page that is the object itself is no such thing', async () => {
    const object = store(cloud, 'a.pdf', PAGE, { kind: 'document' });
    withoutHeaders();
    await createFlows(cloud.config()).openDocument(object).result;
    expect(phone.person.openedDocuments.map(({ bytes }) => bytes.equals(PAGE))).toEqual([true]);
  });
});
