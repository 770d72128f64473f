import { randomBytes } from 'node:crypto';
import { truncateSync } from 'node:fs';
import type { Failure } from '../../miniprogram/cos/failures/Failure';
import { notCancellable, type Progress } from '../../miniprogram/cos/task/Task';
import { errorAnswer, prefix, type SeenRequest } from '../client/support/ScriptedCloud';
import { load, useHost } from '../client/support/useHost';
import { fewOf } from '../support/isWide';

const { phone, cloud } = useHost();
const { Connection } = load<typeof import('../../miniprogram/cos/client/Connection')>('client/Connection');
const { timeLimits } = load<typeof import('../../miniprogram/cos/task/timeLimits')>('task/timeLimits');
const { FileUpload } = load<typeof import('../../miniprogram/cos/upload/FileUpload')>('upload/FileUpload');
const { UploadJournal } =
  load<typeof import('../../miniprogram/cos/upload/UploadJournal')>('upload/UploadJournal');

const MB = 1024 * 1024;
const quick = { ...timeLimits, uploadPauses: [5, 10], operationPauses: [5] };
const name = '照片 a+b#%&.jpg';
const key = `${prefix}7-${name}`;
const attempt = { action: 'upload', name, key } as const;
const keys = { unique: true, make: () => `7-${name}`, read: () => ({ name }) };
const unheard = () => undefined;

async function uploadOf(bytes: Buffer, limits = quick) {
  const path = phone.file('a.jpg', bytes);
  const connection = new Connection(cloud.config(), limits);
  const journal = UploadJournal.of('examplebucket-1250000000');
  const means = { connection, journal, keys };
  return {
    upload: new FileUpload('1', { path, name, size: bytes.length }, means, { record: journal.begin() }),
  };
}

const failureOf = (work: Promise<unknown>): Promise<Failure> =>
  work.then(
    () => Promise.reject(new Error('it did not fail')),
    (failure) => failure,
  );
const partsOf = (requests: SeenRequest[]) =>
  requests.map(({ query }) => Number(query.get('partNumber'))).sort();

/** Resolves when COS gets this request, which is then left unanswered until the test ends. */
function hold(matches: (request: SeenRequest) => boolean): Promise<void> {
  return new Promise((resolve) => {
    cloud.reply = (request) => {
      if (!matches(request)) return undefined;
      resolve();
      return 'hang';
    };
  });
}

test('a small file goes up in one request, with progress in bytes of the file', async () => {
  const bytes = randomBytes(1.5 * MB);
  const { upload } = await uploadOf(bytes);
  const seen: Progress[] = [];
  await upload.send((progress) => seen.push(progress)).result;
  expect(cloud.requests.map(({ operation, path }) => [operation, path])).toEqual([
    ['PostObject', '/examplebucket-1250000000/'],
  ]);
  expect(cloud.objects.get(key)?.body.equals(bytes)).toBe(true);
  expect(seen.length).toBeGreaterThan(0);
  for (const { loaded, total } of seen) {
    expect(total).toBe(bytes.length);
    expect(loaded).toBeLessThanOrEqual(total);
  }
});

test('a large file goes up in parts of 1 MB', async () => {
  const bytes = randomBytes(6 * MB + 7);
  const { upload } = await uploadOf(bytes);
  await upload.send(unheard).result;
  const parts = cloud.seen('UploadPart');
  expect(partsOf(parts)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(cloud.objects.get(key)?.body.equals(bytes)).toBe(true);
});

test('started again it goes on with the parts that are missing', async () => {
  const bytes = randomBytes(5 * MB);
  const { upload } = await uploadOf(bytes);
  cloud.reply = ({ query }) =>
    query.get('partNumber') === '4' ? errorAnswer(403, 'AccessDenied', 'Access Denied.') : undefined;
  const failure = await failureOf(upload.send(unheard).result);
  expect(failure).toMatchObject({ code: 'access-denied', attempt, status: 403, serviceCode: 'AccessDenied' });
  cloud.reply = undefined;
  cloud.requests.length = 0;
  await upload.send(unheard).result;
  // Those that were on their way with it may be stopped before they are answered.
  expect(new Set(partsOf(cloud.seen('UploadPart')))).toContain(4);
  expect(cloud.seen('InitiateMultipartUpload')).toEqual([]);
  expect(cloud.objects.get(key)?.body.equals(bytes)).toBe(true);
});

test('a key revoked between two parts is replaced', async () => {
  const bytes = randomBytes(5 * MB);
  const { upload } = await uploadOf(bytes);
  cloud.reply = ({ query, keyId }) => {
    if (query.get('partNumber') === '3' && keyId === 'AKIDtest1') cloud.revoked.add(keyId);
    return undefined;
  };
  await upload.send(unheard).result;
  expect(cloud.issued).toBe(2);
  expect(cloud.objects.get(key)?.body.equals(bytes)).toBe(true);
});

const moments: [when: string, size: number, matches: (request: SeenRequest) => boolean][] = [
  ['one request', MB, (request: SeenRequest) => request.operation === 'PostObject'],
  ['its beginning', 5 * MB, (request: SeenRequest) => request.operation === 'InitiateMultipartUpload'],
  ['its parts', 5 * MB, (request: SeenRequest) => request.operation === 'UploadPart'],
];

test.each(fewOf(moments, ([when]) => when === 'its parts'))(
  'cancelled during %s it settles, and works when started again',
  async (_case, size, matches) => {
    const bytes = randomBytes(size);
    const { upload } = await uploadOf(bytes);
    const held = hold(matches);
    const task = upload.send(unheard);
    await held;
    task.cancel();
    expect(await failureOf(task.result)).toMatchObject({
      code: 'cancelled',
      attempt: { action: 'upload', name },
    });
    expect(cloud.objects.size).toBe(0);
    cloud.reply = undefined;
    await upload.send(unheard).result;
    expect(cloud.objects.get(key)?.body.equals(bytes)).toBe(true);
  },
);

const sizes: [how: string, size: number][] = [
  ['in one request', MB],
  ['in parts', 5 * MB],
];

test.each(fewOf(sizes, ([how]) => how === 'in parts'))(
  'cancelled at once, a file %s sends nothing of itself',
  async (_case, size) => {
    const { upload } = await uploadOf(randomBytes(size));
    const task = upload.send(unheard);
    task.cancel();
    expect(await failureOf(task.result)).toMatchObject({ code: 'cancelled' });
    await upload.send(unheard).result;
    expect(cloud.objects.size).toBe(1);
    expect(cloud.seen('UploadPart').length).toBe(size > 4 * MB ? 5 : 0);
  },
);

test('discarded after a cancel it frees its parts on the server', async () => {
  const { upload } = await uploadOf(randomBytes(5 * MB));
  const held = hold(({ query }) => query.get('partNumber') === '2');
  const task = upload.send(unheard);
  await held;
  task.cancel();
  await failureOf(task.result);
  const aborted = new Promise<void>((resolve) => {
    cloud.reply = ({ operation }) => {
      if (operation === 'AbortMultipartUpload') resolve();
      return undefined;
    };
  });
  await Promise.all([upload.discard(), aborted]);
  expect(cloud.uploads.size).toBe(0);
});

test('a server that never answers ends in a timeout', async () => {
  const limits = { ...quick, uploadSilence: 50, operation: 50, uploadPauses: [] };
  for (const size of [MB, 5 * MB]) {
    const { upload } = await uploadOf(randomBytes(size), limits);
    cloud.reply = () => 'hang';
    expect(await failureOf(upload.send(unheard).result)).toMatchObject({
      code: 'timeout',
      params: { host: cloud.url.slice(7) },
    });
  }
});

test('a form that would take longer than WeChat lets it is ended, and the file goes up in parts', async () => {
  const bytes = randomBytes(2 * MB);
  const { upload } = await uploadOf(bytes);
  const real = Date.now.bind(Date);
  let later = 0;
  jest.spyOn(Date, 'now').mockImplementation(() => real() + later);
  const ended = jest.fn();
  phone.calls.replace('uploadFile', () => (options) => {
    const abort = () => {
      ended();
      options.fail?.({ errMsg: 'uploadFile:fail abort' });
    };
    const onProgressUpdate = (listener: WechatMiniprogram.UploadTaskOnProgressUpdateCallback) =>
      void setTimeout(() => {
        later += 6000;
        listener({ progress: 5, totalBytesSent: 100_000, totalBytesExpectedToSend: bytes.length });
      }, 1);
    return { abort, onProgressUpdate } as never;
  });
  await upload.send(unheard).result;
  expect(ended).toHaveBeenCalledTimes(1);
  expect(cloud.seen('UploadPart')).toHaveLength(2);
  expect(cloud.objects.get(key)?.body.equals(bytes)).toBe(true);
});

test('a file that this WeChat can not read, because it is too large for readFile, is refused before anything is sent', async () => {
  const { upload } = await uploadOf(Buffer.of(1));
  truncateSync(phone.onDisk(upload.item.file.path), 101 * MB);
  Object.assign(phone.wx.getFileSystemManager(), { open: undefined });
  expect(await failureOf(upload.send(unheard).result)).toMatchObject({
    code: 'too-large',
    params: { limit: 100 * MB },
    detail: expect.stringContaining('FileSystemManager.open'),
  });
  expect(cloud.requests).toEqual([]);
});

test('what WeChat refuses because ten requests run waits, and is no try', async () => {
  let asked = 0;
  const refuses = ({ fail }: { fail?: ((error: never) => void) | undefined }) => {
    asked += 1;
    if (asked % 3 === 0) return undefined;
    setTimeout(() => fail?.({ errMsg: 'uploadFile:fail exceed max upload connection count 10' } as never), 1);
    return { abort: () => undefined, onProgressUpdate: () => undefined } as never;
  };
  phone.calls.replace('request', (send) => (options) => refuses(options) ?? send(options));
  phone.calls.replace('uploadFile', (send) => (options) => refuses(options) ?? send(options));
  const bytes = randomBytes(MB);
  const { upload } = await uploadOf(bytes, { ...quick, uploadPauses: [] });
  await upload.send(unheard).result;
  expect(asked).toBe(6);
  expect(cloud.objects.get(key)?.body.equals(bytes)).toBe(true);
});

test('until its bytes have a lane it is not being sent, in one request and in parts', async () => {
  const { lanes } = load<typeof import('../../miniprogram/cos/network/Lanes')>('network/Lanes');
  for (const bytes of [randomBytes(50_000), randomBytes(6 * MB)]) {
    const { upload } = await uploadOf(bytes);
    let free: () => void = () => undefined;
    const taken = new Promise<void>((resolve) => {
      free = resolve;
    });
    const held = Array.from({ length: lanes.count }, () =>
      lanes.run({ fileBytes: 0, bytes: 1, extra: false }, notCancellable, () => taken),
    );
    const seen: boolean[] = [];
    const note = () => {
      const { state } = upload.item;
      if (state.name === 'uploading' && seen[seen.length - 1] !== state.isSending) seen.push(state.isSending);
    };
    const ended = new Promise<void>((resolve) => {
      upload.start({ onProgress: note, onFailure: () => true, onEnd: resolve });
    });
    note();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect([upload.item.state.name, ...seen]).toEqual(['uploading', false]);
    free();
    await Promise.all([...held, ended]);
    expect([upload.item.state.name, ...seen]).toEqual(['done', false, true]);
    cloud.objects.clear();
  }
});
