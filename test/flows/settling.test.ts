import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load, useHost } from '../client/support/useHost';
import { mp4 } from '../simulator/phone/support/media';
import { PNG as PIXEL } from '../support/pictures';
import { copiesOn, failureOf, store } from './support/objects';

const { phone, cloud } = useHost();
const { createFlows } = load<typeof import('../../miniprogram/cos/createFlows')>('createFlows');
const { timeLimits } = load<typeof import('../../miniprogram/cos/task/timeLimits')>('task/timeLimits');

const PNG = Buffer.concat([PIXEL, randomBytes(1000)]);
/** Its name says something else than its bytes, so that it is renamed. */
const photo = () => store(cloud, 'a.jpg', PNG);

/** So that a test which waits for nothing fails at once, and not after a minute. */
const within = <T>(milliseconds: number, work: Promise<T>): Promise<T> =>
  Promise.race([
    work,
    new Promise<never>((_resolve, reject) => {
      setTimeout(() => reject(new Error(`not settled after ${milliseconds} ms`)), milliseconds).unref();
    }),
  ]);

/** What was at work when it ended may take longer than anybody waits for it, and is removed then. */
const nothingIsLeft = async () => {
  await new Promise((resolve) => setTimeout(resolve, 50));
  for (let tries = 0; tries < 50 && (await copiesOn(phone)).length > 0; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  expect(await copiesOn(phone)).toEqual([]);
};

describe('a wx that never calls back is told, and nothing hangs', () => {
  const limits = { ...timeLimits, files: 250, removal: 40 };
  const told = { code: 'wechat-timeout', attempt: { action: 'save', name: 'a.jpg' } };

  test.each(['getSetting', 'mkdir', 'readdir', 'stat', 'readFile', 'copyFile'] as const)(
    '%s while something is saved',
    async (api) => {
      phone.calls.silence(api);
      const { saveToAlbum } = createFlows(cloud.config(), { limits });
      const failure = await within(2000, failureOf(saveToAlbum(photo()).result));
      expect(failure).toMatchObject(told);
      expect(failure.detail).toContain(api);
      expect(phone.album).toEqual([]);
      await nothingIsLeft();
    },
  );

  test('unlink: what is saved is saved', async () => {
    phone.calls.silence('unlink');
    await within(2000, createFlows(cloud.config(), { limits }).saveToAlbum(photo()).result);
    expect(phone.album).toHaveLength(1);
  });

  test('the next try starts anew', async () => {
    phone.calls.silence('mkdir');
    const { saveToAlbum } = createFlows(cloud.config(), { limits });
    await within(2000, failureOf(saveToAlbum(photo()).result));
    phone.calls.restore('mkdir');
    await within(2000, saveToAlbum(photo()).result);
    expect(phone.album).toHaveLength(1);
  });

  test.each(['authorize', 'saveImageToPhotosAlbum'] as const)(
    '%s waits for a person, as long as it takes',
    async (api) => {
      const { saveToAlbum } = createFlows(cloud.config(), { limits });
      phone.calls.silence(api);
      const asked = phone.calls.reach(api);
      const task = saveToAlbum(photo());
      await asked;
      await expect(within(200, task.result)).rejects.toThrow('not settled');
      task.cancel();
      await failureOf(task.result);
    },
  );
});

describe('a cancel is heard at once', () => {
  const atOnce = async (task: { result: Promise<void>; cancel(): void }) => {
    task.cancel();
    expect(await within(300, failureOf(task.result))).toMatchObject({ code: 'cancelled' });
    expect(phone.album).toEqual([]);
    expect(phone.person.openedDocuments).toEqual([]);
    await nothingIsLeft();
  };

  test.each([
    ['the permission is looked up', 'getSetting'],
    ['the person is asked', 'authorize'],
    ['the folder for copies is made', 'mkdir'],
    ['the folder for copies is read', 'readdir'],
    ['it downloads', 'downloadFile'],
    ['the size of the file is asked for', 'stat'],
    ['the file is checked', 'readFile'],
    ['the file is renamed', 'copyFile'],
  ] as const)('while %s', async (_step, api) => {
    phone.calls.silence(api);
    const reached = phone.calls.reach(api);
    const task = createFlows(cloud.config(), { limits: { ...timeLimits, files: 400 } }).saveToAlbum(photo());
    await reached;
    await atOnce(task);
  });

  test('while it waits for a key', async () => {
    const waiting = new Promise<void>((resolve) => {
      cloud.issue = () => {
        resolve();
        return 'hang' as never;
      };
    });
    const task = createFlows(cloud.config()).saveToAlbum(photo());
    await waiting;
    await atOnce(task);
  });

  test('while it is asked for again, because the clock was wrong', async () => {
    const expired = {
      status: 403,
      body: '<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>',
    };
    const repairing = new Promise<void>((resolve) => {
      let asked = false;
      cloud.reply = () => {
        if (asked) {
          resolve();
          return 'hang';
        }
        asked = true;
        return expired;
      };
    });
    const task = createFlows(cloud.config()).saveToAlbum(photo());
    await repairing;
    await atOnce(task);
  });

  test('while COS is asked for the checksum', async () => {
    const asking = new Promise<void>((resolve) => {
      cloud.reply = ({ operation }) => {
        if (operation === 'GetObject') return { status: 200, body: PNG };
        resolve();
        return 'hang';
      };
    });
    const task = createFlows(cloud.config()).saveToAlbum(photo());
    await asking;
    await atOnce(task);
  });

  test('while a document opens', async () => {
    phone.calls.silence('openDocument');
    const object = store(cloud, 'a.pdf', PNG, { kind: 'document' });
    const opening = phone.calls.reach('openDocument');
    const task = createFlows(cloud.config()).openDocument(object);
    await opening;
    task.cancel();
    expect(await within(300, failureOf(task.result))).toMatchObject({ code: 'cancelled' });
    await nothingIsLeft();
  });

  test('between two slices of a file, and no more of it is read', async () => {
    const clip = store(cloud, 'a.mp4', Buffer.concat([mp4(1, 2, 2), randomBytes(5_000_000)]), {
      kind: 'video',
    });
    const reading = phone.calls.reach('readFile', 3);
    const task = createFlows(cloud.config()).saveToAlbum(clip);
    await reading;
    await atOnce(task);
    expect(phone.calls.of('readFile')).toHaveLength(3);
  });
});

describe('a download that does not keep to the rules', () => {
  type Download = Parameters<typeof wx.downloadFile>[0];
  /** The download has written its file. */
  const arrived = ({ filePath = '' }: Download) =>
    writeFileSync(join(phone.userData, filePath.slice('http://usr/'.length)), PNG);
  const progressOf = (written: number) =>
    ({ totalBytesWritten: written }) as WechatMiniprogram.DownloadTaskOnProgressUpdateListenerResult;

  /** A wx.downloadFile that does what `run` says. */
  const misbehaving = (run: (options: Download, tell: (written: number) => void) => void) => {
    let tell: (written: number) => void = () => undefined;
    const abort = jest.fn();
    phone.calls.replace('downloadFile', () => (options) => {
      setTimeout(() => run(options, (written) => tell(written)));
      return {
        abort,
        onHeadersReceived: () => undefined,
        onProgressUpdate: (listener: WechatMiniprogram.DownloadTaskOnProgressUpdateCallback) => {
          tell = (written) => listener(progressOf(written));
        },
      } as unknown as WechatMiniprogram.DownloadTask;
    });
    return { abort, tell: (written: number) => tell(written) };
  };
  const success = { statusCode: 200 } as WechatMiniprogram.DownloadFileSuccessCallbackResult;

  test('progress after the end is not passed on, and nothing is aborted later', async () => {
    const seen: number[] = [];
    const { abort, tell } = misbehaving((options) => {
      arrived(options);
      options.success?.(success);
      options.complete?.(success);
    });
    const { saveToAlbum } = createFlows(cloud.config(), { limits: { ...timeLimits, downloadSilence: 50 } });
    await saveToAlbum(photo(), { onProgress: ({ loaded }) => seen.push(loaded) }).result;
    tell(10);
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(seen).toEqual([]);
    expect(abort).not.toHaveBeenCalled();
  });

  test('progress after a cancel is not passed on, and it is aborted once', async () => {
    const seen: number[] = [];
    let began = (): void => undefined;
    const started = new Promise<void>((resolve) => {
      began = resolve;
    });
    const { abort, tell } = misbehaving(() => began());
    const { saveToAlbum } = createFlows(cloud.config(), { limits: { ...timeLimits, downloadSilence: 50 } });
    const task = saveToAlbum(photo(), { onProgress: ({ loaded }) => seen.push(loaded) });
    await started;
    task.cancel();
    expect(await within(300, failureOf(task.result))).toMatchObject({ code: 'cancelled' });
    tell(PNG.length);
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(seen).toEqual([]);
    expect(abort).toHaveBeenCalledTimes(1);
  });

  test('what arrives after a cancel is removed', async () => {
    let arrive = (): void => undefined;
    const started = new Promise<void>((resolve) => {
      misbehaving((options) => {
        arrive = () => {
          arrived(options);
          options.success?.(success);
        };
        resolve();
      });
    });
    const task = createFlows(cloud.config()).saveToAlbum(photo());
    await started;
    task.cancel();
    await failureOf(task.result);
    arrive();
    await nothingIsLeft();
  });

  test('silence ends it, also when abort does not call back', async () => {
    const { abort } = misbehaving((_options, tell) => tell(10));
    const { saveToAlbum } = createFlows(cloud.config(), {
      limits: { downloadSilence: 50, uploadPauses: [] },
    });
    expect(await within(2000, failureOf(saveToAlbum(photo()).result))).toMatchObject({ code: 'timeout' });
    expect(abort).toHaveBeenCalledTimes(1);
  });

  test('a success without a file is no file, not one that WeChat has cleared away', async () => {
    misbehaving((options) => options.success?.(success));
    const { saveToAlbum } = createFlows(cloud.config(), { limits: { uploadPauses: [] } });
    expect(await within(2000, failureOf(saveToAlbum(photo()).result))).toMatchObject({
      code: 'network-interrupted',
      detail: '0 bytes arrived',
    });
    expect(phone.album).toEqual([]);
  });
});
