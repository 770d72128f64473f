import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ObjectPage, StoredObject } from '../../miniprogram/cos/objects/StoredObject';
import type { UploadState } from '../../miniprogram/cos/upload/UploadState';
import { errorAnswer, prefix } from '../client/support/ScriptedCloud';
import { load, useHost } from '../client/support/useHost';
import { bitmap } from '../e2e/support/bitmap';
import { mp4 } from '../simulator/phone/support/media';
import { GIF, JPEG, PNG, TIFF, WEBP } from '../support/pictures';
import { copiesOn, failureOf, store } from './support/objects';

const { phone, cloud } = useHost();
const { createFlows } = load<typeof import('../../miniprogram/cos/createFlows')>('createFlows');

const HEIC = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic');
const quickTime = (movie: Buffer) =>
  Buffer.concat([Buffer.from('\0\0\0\x10ftypqt  \0\0\0\0'), movie.subarray(20)]);

const stored = (name: string, body: Buffer, more: Partial<StoredObject> = {}) =>
  store(cloud, name, body, more);
const copies = () => copiesOn(phone);

describe('saving to the album', () => {
  test.each([
    ['a.jpg', JPEG, {}, 'jpg'],
    ['a.jpeg', JPEG, {}, 'jpeg'],
    ['really a png.jpg', PNG, {}, 'png'],
    ['a.gif', GIF, {}, 'gif'],
    ['a.webp', WEBP, {}, 'webp'],
    ['a.bmp', bitmap(1, 1), {}, 'bmp'],
    ['a.heic', HEIC, {}, 'heic'],
    ['bytes that no rule names.png', TIFF, {}, 'png'],
    ['no extension', PNG, { contentType: 'image/png' }, 'png'],
    ['no extension, no type', JPEG, {}, 'jpg'],
    ['a.tiff', TIFF, {}, 'jpg'],
    ['clip.mp4', mp4(1, 2, 2), { kind: 'video' }, 'mp4'],
    ['clip.mov', quickTime(mp4(1, 2, 2)), { kind: 'video' }, 'mp4'],
  ] as const)(
    '%s goes there as it is, under a name that WeChat takes',
    async (name, body, more, extension) => {
      const flows = createFlows(cloud.config());
      await flows.saveToAlbum(stored(name, body, more)).result;
      const [item] = phone.album;
      expect(item?.bytes.equals(body)).toBe(true);
      expect(item?.name.endsWith(`.${extension}`)).toBe(true);
      expect(item?.type).toBe('kind' in more ? 'video' : 'image');
      expect(await copies()).toEqual([]);
    },
  );

  test('a refused permission costs no download, and the settings give it back', async () => {
    const flows = createFlows(cloud.config());
    const object = stored('a.jpg', JPEG);
    phone.person.allows = false;
    expect(await failureOf(flows.saveToAlbum(object).result)).toMatchObject({
      code: 'album-refused',
      attempt: { action: 'save', key: object.key, name: 'a.jpg' },
    });
    expect(await failureOf(flows.saveToAlbum(object).result)).toMatchObject({ code: 'album-refused' });
    expect(phone.calls.of('authorize')).toHaveLength(1);
    expect(cloud.requests).toEqual([]);
    expect(await phone.tap(() => flows.openSettings())).toBe(false);
    phone.person.allows = true;
    expect(await phone.tap(() => flows.openSettings())).toBe(true);
    await flows.saveToAlbum(object).result;
    expect(phone.album).toHaveLength(1);
  });

  test('a word before the question of WeChat comes when it is about to ask, and can keep it from asking', async () => {
    const flows = createFlows(cloud.config());
    const object = stored('a.jpg', JPEG);
    const answers = [false, true];
    const said: number[] = [];
    const beforeAlbumQuestion = async () => {
      said.push(phone.calls.of('authorize').length);
      return answers.shift() ?? false;
    };
    const save = () => flows.saveToAlbum(object, { beforeAlbumQuestion }).result;
    expect(await failureOf(save())).toMatchObject({ code: 'cancelled' });
    expect(phone.calls.of('authorize')).toEqual([]);
    phone.person.allows = false;
    expect(await failureOf(save())).toMatchObject({ code: 'album-refused' });
    // Refused before, and allowed before: WeChat asks nothing, and so does nobody else.
    expect(await failureOf(save())).toMatchObject({ code: 'album-refused' });
    phone.person.allows = true;
    await phone.tap(() => flows.openSettings());
    await save();
    await flows.saveAllToAlbum([object], { beforeAlbumQuestion }).result;
    expect(said).toEqual([0, 0]);

    phone.simulated.resetPermissions();
    await new Promise((resolve) => setImmediate(resolve));
    const all = flows.saveAllToAlbum([object, object], { beforeAlbumQuestion: async () => false });
    expect(await failureOf(all.result)).toMatchObject({ code: 'cancelled' });
  });

  test('settings that are open already are not opened twice, and a phone that refuses WeChat is told', async () => {
    const flows = createFlows(cloud.config());
    const object = stored('a.jpg', JPEG);
    phone.person.allows = false;
    await failureOf(flows.saveToAlbum(object).result);
    phone.person.allows = true;
    const twice = phone.tap(() => [flows.openSettings(), flows.openSettings()]);
    expect(await Promise.all(twice)).toEqual([true, true]);
    expect(phone.calls.of('openSetting')).toHaveLength(1);
    // Nobody has seen WeChat leave it open: should it, the next tap opens them anew.
    phone.calls.silence('openSetting');
    void phone.tap(() => flows.openSettings());
    phone.calls.restore('openSetting');
    const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 1_500);
    expect(await phone.tap(() => flows.openSettings())).toBe(true);
    clock.mockRestore();
    expect(await failureOf(flows.openSettings())).toMatchObject({ code: 'tap-needed' });
    expect(await phone.tap(() => flows.openSettings())).toBe(true);

    phone.simulated.settings.update({ photosForWeChat: false });
    expect(await failureOf(flows.saveToAlbum(object).result)).toMatchObject({ code: 'wechat-permission' });
    phone.simulated.settings.update({ photosForWeChat: true });
    await flows.saveToAlbum(object).result;
  });

  test('an error of COS is not saved, but told', async () => {
    const flows = createFlows(cloud.config());
    const object = stored('a.jpg', JPEG);
    cloud.objects.clear();
    expect(await failureOf(flows.saveToAlbum(object).result)).toMatchObject({
      code: 'object-missing',
      status: 404,
      serviceCode: 'NoSuchKey',
      requestId: 'NjFmYWtl',
    });
    expect(phone.album).toEqual([]);
    expect(await copies()).toEqual([]);
  });

  test('fewer bytes than the object has are not saved', async () => {
    const flows = createFlows(cloud.config(), { limits: { uploadPauses: [] } });
    const object = { ...stored('a.jpg', JPEG), size: 1000 };
    expect(await failureOf(flows.saveToAlbum(object).result)).toMatchObject({ code: 'network-interrupted' });
    expect(phone.album).toEqual([]);
  });

  test.each([
    ['saveImageToPhotosAlbum:fail invalid file type', 'album-type'],
    ['saveImageToPhotosAlbum:fail cancel', 'cancelled'],
    // The Mini Program was allowed just before: only the phone is left to refuse.
    ['saveImageToPhotosAlbum:fail auth denied', 'wechat-permission'],
    ['saveImageToPhotosAlbum:fail no permission', 'wechat-permission'],
    ['saveImageToPhotosAlbum:fail api scope is not declared in the privacy agreement', 'privacy-undeclared'],
  ])('%s is %s, and the copy is removed', async (errMsg, code) => {
    const flows = createFlows(cloud.config());
    phone.calls.failNext('saveImageToPhotosAlbum', { errMsg });
    expect(await failureOf(flows.saveToAlbum(stored('a.jpg', JPEG)).result)).toMatchObject({ code });
    expect(await copies()).toEqual([]);
  });

  test('bytes that are no picture are refused by the album, whatever their name', async () => {
    const object = stored('a.png', Buffer.from('???'));
    expect(await failureOf(createFlows(cloud.config()).saveToAlbum(object).result)).toMatchObject({
      code: 'album-type',
    });
    expect(await copies()).toEqual([]);
  });

  test('a permission that is taken back while it downloads is not blamed on the phone', async () => {
    const flows = createFlows(cloud.config());
    const object = stored('a.jpg', JPEG);
    phone.simulated.settings.setPermission('scope.writePhotosAlbum', true);
    cloud.reply = () => {
      phone.simulated.settings.setPermission('scope.writePhotosAlbum', false);
      return undefined;
    };
    expect(await failureOf(flows.saveToAlbum(object).result)).toMatchObject({ code: 'album-refused' });
  });

  test('a full phone is told', async () => {
    const flows = createFlows(cloud.config());
    const errMsg = 'downloadFile:fail the maximum size of the file storage limit is exceeded';
    phone.calls.replace('downloadFile', (download) => (options) => {
      const { fail } = options;
      return download({ ...options, url: 'x', fail: () => fail?.({ errMsg }) });
    });
    expect(await failureOf(flows.saveToAlbum(stored('a.jpg', JPEG)).result)).toMatchObject({
      code: 'storage-full',
    });
  });

  test('what is neither picture nor video, or too large for WeChat, is refused before anything', async () => {
    const flows = createFlows(cloud.config());
    const zip = stored('a.zip', JPEG, { kind: 'other' });
    expect(await failureOf(flows.saveToAlbum(zip).result)).toMatchObject({ code: 'not-for-album' });
    const huge = { ...stored('a.mp4', JPEG, { kind: 'video' }), size: 300e6 };
    expect(await failureOf(flows.saveToAlbum(huge).result)).toMatchObject({
      code: 'too-large',
      params: { limit: 200 * 1024 * 1024 },
    });
    expect(cloud.requests).toEqual([]);
  });

  test('cancelled while the album has not answered, it ends', async () => {
    const flows = createFlows(cloud.config());
    phone.calls.silence('saveImageToPhotosAlbum');
    const called = phone.calls.reach('saveImageToPhotosAlbum');
    const task = flows.saveToAlbum(stored('a.jpg', JPEG));
    await called;
    task.cancel();
    expect(await failureOf(task.result)).toMatchObject({ code: 'cancelled' });
    expect(await copies()).toEqual([]);
  });

  test('cancelled while it downloads, the download ends and nothing is left', async () => {
    const flows = createFlows(cloud.config());
    const object = stored('a.jpg', JPEG);
    const asked = new Promise<void>((resolve) => {
      cloud.reply = () => {
        resolve();
        return 'hang';
      };
    });
    const task = flows.saveToAlbum(object);
    await asked;
    task.cancel();
    expect(await failureOf(task.result)).toMatchObject({ code: 'cancelled' });
    expect(await copies()).toEqual([]);
  });

  test('what a killed Mini Program left behind is removed', async () => {
    await mkdir(join(phone.userData, 'cos-temporary'));
    await writeFile(join(phone.userData, 'cos-temporary', 'old.jpg'), 'x');
    await createFlows(cloud.config()).saveToAlbum(stored('a.jpg', JPEG)).result;
    expect(await copies()).toEqual([]);
  });
});

describe('opening a document', () => {
  test('WeChat gets the file with its type, and only the last one is kept', async () => {
    const flows = createFlows(cloud.config());
    for (const name of ['a.pdf', 'b.DOCX'.toLowerCase()]) {
      await flows.openDocument(stored(name, Buffer.from(name), { kind: 'document' })).result;
    }
    expect(phone.person.openedDocuments.map(({ type, bytes }) => [type, bytes.toString()])).toEqual([
      ['pdf', 'a.pdf'],
      ['docx', 'b.docx'],
    ]);
    expect(await copies()).toHaveLength(1);
  });

  test('a picture is none', async () => {
    const flows = createFlows(cloud.config());
    expect(await failureOf(flows.openDocument(stored('a.jpg', JPEG)).result)).toMatchObject({
      code: 'document-type',
    });
  });
});

describe('choosing', () => {
  const chosen = (name: string) => ({ name, bytes: Buffer.from('12345') });

  test('pictures and videos get names from the time, each its own', async () => {
    phone.person.wants = [
      chosen('a.PNG'),
      chosen('b.jpg'),
      { ...chosen('c.mp4'), thumbnail: JPEG },
      { ...chosen('d.mov'), thumbnail: JPEG },
    ];
    // As on some phones: a file without an extension, and on iOS one without its type.
    let told: WechatMiniprogram.MediaFile[] = [];
    phone.calls.replace(
      'chooseMedia',
      (choose) => (options) =>
        choose({
          ...options,
          success: (result) => {
            told = result.tempFiles.map((file, index) => ({
              ...file,
              ...(index === 1 && { tempFilePath: file.tempFilePath.replace('.jpg', '') }),
              ...(index === 3 && { fileType: undefined as never }),
            }));
            options.success?.({ ...result, tempFiles: told });
          },
        }),
    );
    const files = await createFlows(cloud.config()).chooseFiles({ from: 'album' });
    expect(files.map(({ name }) => name)).toEqual([
      expect.stringMatching(/^IMG_\d{8}_\d{6}\.png$/),
      expect.stringMatching(/^IMG_\d{8}_\d{6}_2\.jpg$/),
      expect.stringMatching(/^VID_\d{8}_\d{6}_3\.mp4$/),
      expect.stringMatching(/^VID_\d{8}_\d{6}_4\.mov$/),
    ]);
    expect(files.map(({ path }) => path)).toEqual(told.map(({ tempFilePath }) => tempFilePath));
    expect(files.map(({ thumbnail }) => thumbnail)).toEqual([
      told[0]?.tempFilePath,
      told[1]?.tempFilePath,
      told[2]?.thumbTempFilePath,
      told[3]?.thumbTempFilePath,
    ]);
    expect(files[3]?.thumbnail).toMatch(/\.jpg$/);
  });

  test('files of a chat keep theirs', async () => {
    const name = '照片 a+b #1 100% & "Ü".jpg';
    phone.person.wants = [chosen(name)];
    const path = expect.stringMatching(/^http:\/\/tmp\/.+\.jpg$/);
    const files = await createFlows(cloud.config()).chooseFiles({ from: 'chat' });
    expect(files).toEqual([{ path, name, size: 5, thumbnail: path }]);
    expect(files[0]?.thumbnail).toBe(files[0]?.path);
  });

  test('the key is asked for while the person chooses, and a key that can not be had is no failure of choosing', async () => {
    const flows = createFlows(cloud.config());
    phone.person.wants = [chosen('a.jpg')];
    const asked = new Promise<void>((resolve) => {
      cloud.issue = () => {
        resolve();
        return { status: 500, body: '{"errMsg":"down"}' };
      };
    });
    const [file] = await flows.chooseFiles({ from: 'chat' });
    await asked;
    cloud.issue = undefined;
    // Who asks before that refusal has come shares it.
    await new Promise((resolve) => setTimeout(resolve, 100));
    await flows.upload(file ?? { path: '' }).result;
    expect(cloud.objects.size).toBe(1);
  });

  test('without chooseMedia, as in PC WeChat, pictures can be chosen', async () => {
    phone.lacks('chooseMedia');
    phone.person.wants = [{ name: 'a.jpg', bytes: JPEG }];
    const files = await createFlows(cloud.config()).chooseFiles({ from: 'album' });
    expect(files).toMatchObject([{ size: JPEG.length }]);
    expect(readFileSync(phone.onDisk(files[0]?.path ?? ''))).toEqual(JPEG);
  });

  test('nothing is chosen when the user cancels; a refusal is told', async () => {
    const flows = createFlows(cloud.config());
    for (const source of ['album', 'camera', 'chat'] as const) {
      expect(await flows.chooseFiles({ from: source })).toEqual([]);
    }
    const errMsg = 'chooseMedia:fail privacy permission is not authorized';
    phone.calls.failNext('chooseMedia', { errMsg, errno: 104 });
    expect(await failureOf(flows.chooseFiles({ from: 'album' }))).toMatchObject({
      code: 'privacy-refused',
      attempt: { action: 'choose' },
    });
  });
});

describe('uploading', () => {
  const upload = async (name: string, path: string): Promise<UploadState> => {
    const flows = createFlows(cloud.config());
    return new Promise((resolve) => {
      flows.uploads.subscribe(([item]) => {
        if (item && item.state.name !== 'queued' && item.state.name !== 'uploading') resolve(item.state);
      });
      flows.uploads.add([{ path, name, size: 1 }]);
    });
  };
  const failed = async (name: string, bytes: Buffer) => upload(name, phone.file('a', bytes));

  test('a name that no key can hold, an empty file and a large one are told before anything is sent', async () => {
    expect(await failed('照'.repeat(300), JPEG)).toMatchObject({
      failure: { code: 'name-too-long', params: { limit: 850 - prefix.length - 14 } },
    });
    expect(await failed('a.jpg', Buffer.of())).toMatchObject({ failure: { code: 'file-empty' } });
    cloud.maxUploadBytes = 5;
    expect(await failed('a.jpg', JPEG)).toMatchObject({
      failure: { code: 'too-large', params: { limit: 5 } },
    });
    expect(cloud.requests).toEqual([]);
  });

  test('a file that is gone is told', async () => {
    expect(await upload('a.jpg', 'http://tmp/gone.jpg')).toMatchObject({
      name: 'failed',
      failure: { code: 'file-unreadable', attempt: { action: 'upload', name: 'a.jpg' } },
    });
  });

  test('what COS refuses is told with the key', async () => {
    cloud.reply = () => errorAnswer(403, 'AccessDenied', 'Access Denied.');
    expect(await failed('a.jpg', JPEG)).toMatchObject({
      failure: {
        code: 'access-denied',
        attempt: { key: expect.stringMatching(/^users\/test\/\d{13}-a\.jpg$/), name: 'a.jpg' },
      },
    });
  });
});

describe('listing', () => {
  test('a page of folders alone is passed over: the gallery would take it for an empty bucket', async () => {
    for (let i = 100; i < 170; i += 1)
      cloud.objects.set(`${prefix}${i}/`, { body: Buffer.of(), modified: 0 });
    stored('a.jpg', JPEG);
    const flows = createFlows(cloud.config());
    const { objects } = await flows.listObjects();
    expect(await flows.userPrefix()).toBe(prefix);
    expect(objects.map(({ name }) => name)).toEqual(['a.jpg']);
  });

  test('60 a page, the newest first, without folders', async () => {
    for (let i = 0; i < 130; i += 1) stored(`${String(i).padStart(3, '0')}.jpg`, JPEG);
    cloud.objects.set(`${prefix}folder/`, { body: Buffer.of(), modified: 0 });
    const flows = createFlows(cloud.config());
    const names: string[] = [];
    let pages = 0;
    let after: string | undefined;
    do {
      const page = await flows.listObjects(after === undefined ? {} : { after });
      names.push(...page.objects.map(({ name }) => name));
      after = page.next;
      pages += 1;
    } while (after !== undefined);
    expect(pages).toBe(3);
    expect(names).toEqual(Array.from({ length: 130 }, (_, i) => `${String(i).padStart(3, '0')}.jpg`));
  });

  describe('all of it', () => {
    const fill = (count: number) => {
      for (let i = 0; i < count; i += 1) stored(`${String(i).padStart(4, '0')}.jpg`, Buffer.from('x'));
    };
    const asked = () =>
      cloud.seen('GetBucket').map(({ query }) => [query.get('max-keys'), query.get('marker')?.slice(-8)]);

    test('comes in pages of 1,000, and from a key on', async () => {
      fill(2300);
      cloud.objects.set(`${prefix}8230000000000-0000.jpg/`, { body: Buffer.of(), modified: 0 });
      const flows = createFlows(cloud.config());
      const pages: ObjectPage[] = [];
      const all = await flows.listAll({ onPage: (page) => pages.push(page) }).result;
      expect(pages.map(({ objects }) => objects.length)).toEqual([999, 1000, 301]);
      expect(all).toEqual(pages.flatMap(({ objects }) => objects));
      expect(asked().map(([most]) => most)).toEqual(['1000', '1000', '1000']);
      expect(await flows.listAll({ after: pages[1]?.next }).result).toEqual(pages[2]?.objects);
    });

    test('goes on where the network cut it, with a key that expired meanwhile, and without what was deleted', async () => {
      fill(2300);
      const flows = createFlows(cloud.config(), { limits: { operationPauses: [] } });
      const seen: StoredObject[] = [];
      let next: string | undefined;
      const onPage = (page: ObjectPage) => {
        seen.push(...page.objects);
        next = page.next;
        cloud.reply = () => 'drop';
      };
      expect(await failureOf(flows.listAll({ onPage }).result)).toMatchObject({
        code: 'network-interrupted',
        attempt: { action: 'list' },
      });
      expect(seen).toHaveLength(1000);
      cloud.reply = undefined;
      cloud.revoked.add('AKIDtest1');
      let removed: StoredObject | undefined;
      const rest = await flows.listAll({
        after: next,
        onPage({ objects }) {
          seen.push(...objects);
          removed ??= objects[0];
          if (objects.length < 1000 || !removed) return;
          const removing = flows.remove(removed);
          cloud.reply = ({ operation }) =>
            operation === 'GetBucket' ? removing.then(() => undefined) : undefined;
        },
      }).result;
      expect(new Set(seen.map(({ key }) => key)).size).toBe(2300);
      expect(rest).toHaveLength(1299);
      expect(rest).not.toContain(removed);
    });

    test('asks for no more once it is cancelled', async () => {
      fill(1100);
      const flows = createFlows(cloud.config());
      const task = flows.listAll({ onPage: () => task.cancel() });
      expect(await failureOf(task.result)).toMatchObject({ code: 'cancelled' });
      expect(cloud.seen('GetBucket')).toHaveLength(1);
    });
  });

  test.each([
    ['a.JPG', 'image', 'jpg'],
    ['a.mov', 'video', 'mov'],
    ['a.xlsx', 'document', 'xlsx'],
    ['a.tar.gz', 'other', 'gz'],
    ['.hidden', 'other', ''],
    ['none', 'other', ''],
  ])('%s is of kind %s', async (name, kind, extension) => {
    stored(name, JPEG);
    expect((await createFlows(cloud.config()).listObjects()).objects).toMatchObject([
      { name, kind, extension },
    ]);
  });
});

describe('URLs', () => {
  test('of a picture stay the same for a while, and are signed once for many that ask', async () => {
    const flows = createFlows(cloud.config());
    const object = stored('a.jpg', JPEG);
    const [first, second] = await Promise.all([
      flows.thumbnailUrl(object, { edge: 200 }),
      flows.thumbnailUrl(object, { edge: 200 }),
    ]);
    expect(second).toBe(first);
    expect(new URL(first).searchParams.has('imageMogr2/thumbnail/!200x200r')).toBe(true);
    const signed = await flows.previewUrl(object);
    const now = Date.now();
    jest.spyOn(Date, 'now').mockReturnValue(now + 440_000);
    expect(await flows.previewUrl(object)).toBe(signed);
    jest.spyOn(Date, 'now').mockReturnValue(now + 460_000);
    expect(await flows.previewUrl(object)).not.toBe(signed);
    expect(cloud.issued).toBe(1);
  });

  test('signed with a key that was revoked since are signed anew', async () => {
    const flows = createFlows(cloud.config());
    const object = stored('a.jpg', JPEG);
    const before = await flows.previewUrl(object);
    cloud.revoked.add('AKIDtest1');
    await flows.listObjects();
    expect(await flows.previewUrl(object)).not.toBe(before);
  });

  test('of a failed signature are not kept', async () => {
    const flows = createFlows(cloud.config());
    const object = stored('a.jpg', JPEG);
    cloud.issue = () => ({ status: 500, body: '{}' });
    expect(await failureOf(flows.previewUrl(object))).toMatchObject({ code: 'credential-refused' });
    cloud.issue = undefined;
    await flows.previewUrl(object);
  });

  test('that did not work are made anew, and the new one is kept', async () => {
    const flows = createFlows(cloud.config());
    const object = stored('a.jpg', JPEG);
    const first = await flows.thumbnailUrl(object, { edge: 200 });
    expect(await flows.thumbnailUrl(object, { edge: 200 })).toBe(first);
    const trueNow = Date.now;
    jest.spyOn(Date, 'now').mockImplementation(() => trueNow() + 2000);
    const second = await flows.thumbnailUrl(object, { edge: 200, renew: true });
    expect(second).not.toBe(first);
    expect(await flows.thumbnailUrl(object, { edge: 200 })).toBe(second);
  });

  test('are others for an object that was overwritten, and for one that did not work, in the same second too', async () => {
    const flows = createFlows(cloud.config());
    const object = stored('a.jpg', JPEG);
    const now = Date.now();
    jest.spyOn(Date, 'now').mockReturnValue(now);
    const urls = [
      await flows.thumbnailUrl(object, { edge: 200 }),
      await flows.thumbnailUrl(object, { edge: 200, renew: true }),
      await flows.thumbnailUrl({ ...object, etag: 'another' }, { edge: 200 }),
      await flows.previewUrl(object),
      await flows.previewUrl({ ...object, etag: 'another' }),
    ];
    expect(urls[1]).not.toBe(urls[0]);
    expect(urls[2]).not.toBe(urls[1]);
    expect(urls[4]).not.toBe(urls[3]);
  });

  test('a link is on the clipboard, with its end', async () => {
    const flows = createFlows(cloud.config());
    const { url, expiresAt } = await flows.copyLink(stored('a.jpg', JPEG), { seconds: 60 });
    expect(phone.simulated.clipboard()).toBe(url);
    expect(Math.abs(expiresAt - Date.now() - 60_000)).toBeLessThan(5000);
  });

  test('there is no thumbnail of a video', async () => {
    const flows = createFlows(cloud.config());
    const video = stored('a.mp4', JPEG, { kind: 'video' });
    expect(await failureOf(flows.thumbnailUrl(video, { edge: 200 }))).toMatchObject({ code: 'image-format' });
  });
});

describe.each([
  ['two hours fast', 7200],
  ['two hours slow', -7200],
])('a phone whose clock is %s', (_case, ahead) => {
  const trueNow = Date.now;
  const object = {
    key: `${prefix}${9_999_999_999_999 - trueNow()}-stamped.jpg`,
    named: `${prefix}named.jpg`,
  };
  beforeEach(() => {
    cloud.now = () => trueNow();
    jest.spyOn(Date, 'now').mockImplementation(() => trueNow() + ahead * 1000);
    for (const key of Object.values(object)) cloud.objects.set(key, { body: JPEG, modified: trueNow() });
  });
  // The whole run of the tests is between the stamps and now.
  const isNow = (time: number) => expect(Math.abs(time - Date.now())).toBeLessThan(60_000);

  test('says when a file came as its own clock would have', async () => {
    const flows = createFlows(cloud.config());
    const { objects } = await flows.listObjects();
    expect(objects).toHaveLength(2);
    for (const { modified } of objects) isNow(modified);
    for (const key of Object.values(object)) isNow((await flows.findObject(key)).modified);
  });

  test('says by its own clock until when a link works', async () => {
    const flows = createFlows(cloud.config());
    const { expiresAt } = await flows.copyLink(stored('a.jpg', JPEG), { seconds: 600 });
    isNow(expiresAt - 600_000);
  });
});

test.each([
  [undefined, undefined],
  ['http://127.0.0.1:7301', '127.0.0.1:7301'],
  ['https://files.example.com/', 'files.example.com'],
])('with the endpoint %s files go to %s', (endpoint, host) => {
  const { endpoint: _, ...config } = cloud.config();
  const { place } = createFlows(endpoint === undefined ? config : { ...config, endpoint });
  expect(place).toEqual({ bucket: config.bucket, region: config.region, ...(host && { host }) });
});

test('a config that can not work refuses each flow, and none hangs or throws', async () => {
  const flows = createFlows({ ...cloud.config(), bucket: '', endpoint: null as never });
  const object = stored('a.jpg', JPEG);
  for (const work of [
    flows.listObjects(),
    flows.findObject(object.key),
    flows.previewUrl(object),
    flows.saveToAlbum(object).result,
    flows.remove(object),
    flows.copyLink(object, { seconds: 60 }),
  ]) {
    expect(await failureOf(work)).toMatchObject({ code: 'config-incomplete', params: { setting: 'bucket' } });
  }
});
