import { randomBytes } from 'node:crypto';
import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Progress } from '../../miniprogram/cos/task/Task';
import { errorAnswer, type Reply, type SeenRequest } from '../client/support/ScriptedCloud';
import { load, useHost } from '../client/support/useHost';
import { copiesOn, failureOf, store } from '../flows/support/objects';
import { mp4 } from '../simulator/phone/support/media';
import { fewOf, testWide } from '../support/isWide';

/** A large object comes in pieces: what happens to one of them costs that one. */

const { phone, cloud } = useHost();
const { createFlows } = load<typeof import('../../miniprogram/cos/createFlows')>('createFlows');

const { lanes } = load<typeof import('../../miniprogram/cos/network/Lanes')>('network/Lanes');
beforeEach(() => {
  jest.spyOn(lanes.speed, 'rate', 'get').mockReturnValue(2e6);
});

const MB = 1024 * 1024;
/** Five pieces, the last one small; at a rate that is not known yet, pieces have 2 MB. */
const video = (): Buffer => Buffer.concat([mp4(1, 2, 2), randomBytes(8 * MB)]);
const [first, second] = [video(), video()];
const stored = (body = first) => store(cloud, 'clip.mp4', body, { kind: 'video' });
const flows = (pause = 5) => createFlows(cloud.config(), { limits: { uploadPauses: [pause, pause, pause] } });
const pieces = () => cloud.seen('GetObject').map(({ headers }) => headers.range);
const album = () =>
  phone.album.map(({ bytes }) => (bytes.equals(first) ? 'first' : bytes.equals(second) ? 'second' : '?'));
const nothingIsLeft = async () => {
  expect(phone.album).toEqual([]);
  // What comes after it was aborted goes a moment later, and may come between two looks.
  let copies = await copiesOn(phone);
  for (let i = 0; i < 100 && copies.length > 0; i += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    copies = await copiesOn(phone);
  }
  expect(copies).toEqual([]);
};
/** Answers to the downloads of a piece. */
const answer = (reply: (request: SeenRequest, time: number) => Reply) => {
  const times = new Map<string, number>();
  cloud.reply = (request) => {
    const { range } = request.headers;
    if (request.operation !== 'GetObject' || range === undefined) return undefined;
    times.set(range, (times.get(range) ?? 0) + 1);
    return reply(request, times.get(range) ?? 0);
  };
};

// The first one: the network is listened to on the phone that was there when the product was loaded.
test('offline it waits, and goes on with the pieces that are missing', async () => {
  const { settings } = phone.simulated;
  let failed = 0;
  phone.calls.replace('downloadFile', (download) => (options) => {
    if (failed === 0 && pieces().length === 2) settings.update({ network: 'none' });
    const fail: typeof options.fail = (error) => {
      failed += 1;
      options.fail?.(error);
      // Longer than all its pauses.
      if (failed === 1) setTimeout(() => settings.update({ network: 'wifi' }), 1000);
    };
    return download({ ...options, fail });
  });
  // WeChat tells of the network a moment after it breaks what runs; on a busy machine that is a long one.
  await flows(300).saveToAlbum(stored()).result;
  expect(album()).toEqual(['first']);
  expect(failed).toBeLessThan(10);
});

test('each byte is asked for once, of one version, and joined; progress ends with all', async () => {
  const object = stored();
  const seen: Progress[] = [];
  await flows().saveToAlbum(object, { onProgress: (progress) => seen.push(progress) }).result;
  expect(album()).toEqual(['first']);
  expect(pieces()).toHaveLength(5);
  expect(new Set(pieces()).size).toBe(5);
  expect(cloud.seen('GetObject').every(({ headers }) => headers['if-match'] === `"${object.etag}"`)).toBe(
    true,
  );
  expect(seen.at(-1)).toEqual({ loaded: first.length, total: first.length });
  expect(await copiesOn(phone)).toEqual([]);
});

const lost: [what: string, reply: Reply][] = [
  ['a cut', 'drop'],
  ['a 503', errorAnswer(503, 'SlowDown', 'later')],
  ['an answer that is short', { status: 206, body: 'xx', headers: { 'x-cos-hash-crc64ecma': '1' } }],
];

test.each(fewOf(lost, ([what]) => what === 'an answer that is short'))(
  '%s of any piece costs that piece, and progress does not go back',
  async (_name, reply) => {
    answer((_request, time) => (time === 1 ? reply : undefined));
    const seen: number[] = [];
    await flows().saveToAlbum(stored(), { onProgress: ({ loaded }) => seen.push(loaded) }).result;
    expect(album()).toEqual(['first']);
    expect(pieces()).toHaveLength(10);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  },
);

test('a piece that never comes ends it, and nothing is left', async () => {
  answer(({ headers }) => (headers.range?.startsWith('bytes=4194304-') ? 'drop' : undefined));
  expect(await failureOf(flows().saveToAlbum(stored()).result)).toMatchObject({
    code: 'network-interrupted',
  });
  await nothingIsLeft();
});

test('a web page in place of a piece is told as such', async () => {
  answer(({ headers }) => (headers.range?.startsWith('bytes=0-') ? undefined : 'login-page'));
  expect(await failureOf(flows().saveToAlbum(stored()).result)).toMatchObject({ code: 'foreign-answer' });
  await nothingIsLeft();
});

test('overwritten in between, it is the new one, and not half of each', async () => {
  const object = stored();
  answer(({ headers }, time) => {
    if (headers.range?.startsWith('bytes=2097152-') && time === 1) stored(second);
    return undefined;
  });
  await flows().saveToAlbum(object).result;
  expect(album()).toEqual(['second']);
  expect(await copiesOn(phone)).toEqual([]);
});

testWide('overwritten again and again, it comes in one request', async () => {
  const object = stored();
  let version = 0;
  answer(() => {
    version += 1;
    stored(version % 2 === 0 ? first : second);
    return errorAnswer(412, 'PreconditionFailed', 'no');
  });
  await flows().saveToAlbum(object).result;
  expect(album()).toHaveLength(1);
  expect(pieces().at(-1)).toBeUndefined();
});

test('deleted in between, that is told', async () => {
  const object = stored();
  answer(({ headers }) => {
    if (headers.range?.startsWith('bytes=2097152-')) cloud.objects.clear();
    return undefined;
  });
  expect(await failureOf(flows().saveToAlbum(object).result)).toMatchObject({ code: 'object-missing' });
  await nothingIsLeft();
});

test('where Range is taken away it comes in one request, and is not downloaded many times over', async () => {
  answer(({ headers }) => {
    delete headers.range;
    return undefined;
  });
  await flows().saveToAlbum(stored()).result;
  expect(album()).toEqual(['first']);
  expect(await copiesOn(phone)).toEqual([]);
});

test('the whole is compared with its checksum', async () => {
  answer(({ headers }) =>
    headers.range?.startsWith('bytes=2097152-') ? { status: 206, body: randomBytes(2 * MB) } : undefined,
  );
  expect(await failureOf(flows().saveToAlbum(stored()).result)).toMatchObject({ code: 'checksum-mismatch' });
  await nothingIsLeft();
});

test.each(fewOf([1, 2, 4, 5], (count) => count === 4))(
  'cancelled at request %i, nothing is left, and it can start at once',
  async (count) => {
    const object = stored();
    const { saveToAlbum } = flows();
    const reached = phone.calls.reach('downloadFile', count);
    const task = saveToAlbum(object);
    await reached;
    task.cancel();
    const again = saveToAlbum(object);
    expect(await failureOf(task.result)).toMatchObject({ code: 'cancelled' });
    await again.result;
    expect(album()).toEqual(['first']);
    expect(await copiesOn(phone)).toEqual([]);
  },
);

describe('a phone with little room', () => {
  const fill = (bytes: number) => {
    const path = join(phone.userData, 'host.bin');
    writeFileSync(path, '');
    truncateSync(path, bytes);
  };

  test('a video that has no room beside what others keep comes by the temporary path', async () => {
    fill(180 * MB);
    // COS's content type gives the temporary file its extension.
    const object = stored();
    cloud.reply = ({ operation }) =>
      operation === 'GetObject'
        ? { status: 200, body: first, headers: { 'Content-Type': 'video/mp4', ETag: `"${object.etag}"` } }
        : undefined;
    await flows().saveToAlbum(object).result;
    expect(album()).toEqual(['first']);
    expect(pieces()).toEqual([undefined]);
    expect(phone.calls.of('copyFile')).toEqual([]);
  });

  test('where its name does not end right it takes a copy, and no room for that is told', async () => {
    fill(195 * MB);
    expect(await failureOf(flows().saveToAlbum(stored()).result)).toMatchObject({ code: 'storage-full' });
    await nothingIsLeft();
    fill(180 * MB);
    await flows().saveToAlbum(stored()).result;
    expect(album()).toEqual(['first']);
    expect(await copiesOn(phone)).toEqual([]);
  });

  test('filled up by others in between, it goes on by the temporary path', async () => {
    const object = stored();
    let appended = 0;
    phone.calls.replace('appendFile', (append) => (options) => {
      appended += 1;
      if (appended === 10)
        options.fail?.({
          errMsg: 'appendFile:fail the maximum size of the file storage limit is exceeded',
          errno: 1300202,
        } as never);
      else append(options);
    });
    await flows().saveToAlbum(object).result;
    expect(album()).toEqual(['first']);
    expect(await copiesOn(phone)).toEqual([]);
  });
});
