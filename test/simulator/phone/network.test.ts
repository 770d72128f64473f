import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { join } from 'node:path';
import busboy from 'busboy';
import { deferred } from './support/deferred';
import { type OpenPhone, openPhone, succeeded } from './support/openPhone';
import { readBody, startServer, type TestServer } from './support/startServer';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function phone(options: Parameters<typeof openPhone>[0] = {}): Promise<OpenPhone> {
  const open = await openPhone(options);
  closers.push(() => open.close());
  return open;
}

async function server(listener: Parameters<typeof startServer>[0]): Promise<TestServer> {
  const started = await startServer(listener);
  closers.push(() => started.close());
  return started;
}

/** An address where nothing listens. */
async function deadUrl(): Promise<string> {
  const started = await startServer(() => undefined);
  await started.close();
  return started.url;
}

function request(open: OpenPhone, url: string, more: object = {}, body?: Uint8Array) {
  return open.call(
    'request',
    { task: 1, url, header: {}, method: 'GET', responseType: 'text', ...more },
    body,
  );
}

function upload(open: OpenPhone, url: string, filePath: string, more: object = {}) {
  return open.call('uploadFile', {
    task: 1,
    url,
    header: {},
    filePath,
    name: 'file',
    formData: [],
    ...more,
  });
}

function download(open: OpenPhone, url: string, more: object = {}) {
  return open.call('downloadFile', { task: 1, url, header: {}, ...more });
}

describe('request', () => {
  test('goes through a proxy to where it says; the server hears the host that was asked for', async () => {
    const { url } = await server(({ headers, url: path }, response) =>
      response.end(`${headers.host} ${path}`),
    );
    const open = await phone({ proxy: ({ pathname, search }) => new URL(`${url}${pathname}${search}`) });
    const { text } = succeeded(await request(open, 'https://cos.ap-guangzhou.myqcloud.com/a%20b?c=d'));
    expect(text).toBe('cos.ap-guangzhou.myqcloud.com /a%20b?c=d');
  });

  test('sends method, headers and text, and gives status, headers and text', async () => {
    const open = await phone({ appId: 'wx123' });
    const seen: { method?: string | undefined; headers?: IncomingHttpHeaders; body?: string } = {};
    const { url } = await server(async (incoming, response) => {
      seen.method = incoming.method;
      seen.headers = incoming.headers;
      seen.body = (await readBody(incoming)).toString();
      response.writeHead(403, ['X-Cos-Request-Id', 'abc', 'Set-Cookie', 'a=1', 'Set-Cookie', 'b=2']);
      response.end('<Error>拒绝</Error>');
    });
    const answer = succeeded(
      await request(open, url, {
        method: 'PUT',
        text: '你好',
        header: {
          'content-type': 'text/plain',
          'X-Own': '1',
          Host: 'evil.example.com',
          Referer: 'https://evil.example.com',
          'Content-Length': '1',
        },
      }),
    );
    expect(answer.statusCode).toBe(403);
    expect(answer.text).toBe('<Error>拒绝</Error>');
    expect(answer.header['X-Cos-Request-Id']).toBe('abc');
    expect(answer.header['Set-Cookie']).toBe('a=1,b=2');
    expect(answer.cookies).toEqual(['a=1', 'b=2']);
    expect(seen).toMatchObject({
      method: 'PUT',
      body: '你好',
      headers: {
        'content-type': 'text/plain',
        'x-own': '1',
        'content-length': '6',
        host: new URL(url).host,
        referer: 'https://servicewechat.com/wx123/devtools/page-frame.html',
      },
    });
    expect(open.events).toEqual([
      { event: 'taskHeaders', data: { task: 1, answer: expect.objectContaining({ statusCode: 403 }) } },
    ]);
  });

  test('bytes go and come unchanged', async () => {
    const open = await phone();
    const bytes = randomBytes(300_000);
    const { url } = await server(async (incoming, response) => response.end(await readBody(incoming)));
    const answer = await request(open, url, { method: 'POST', responseType: 'arraybuffer' }, bytes);
    expect(succeeded(answer).statusCode).toBe(200);
    expect(Buffer.compare(Buffer.from(succeeded(answer).bytes ?? []), bytes)).toBe(0);
  });

  test('HEAD has no body, PUT without one announces 0 bytes', async () => {
    const open = await phone();
    const lengths: (string | undefined)[] = [];
    const { url } = await server((incoming, response) => {
      lengths.push(incoming.headers['content-length']);
      response.writeHead(200, { 'Content-Length': '5' }).end('hello');
    });
    const head = succeeded(await request(open, url, { method: 'HEAD' }));
    expect(head).toMatchObject({ statusCode: 200, text: '' });
    succeeded(await request(open, url, { method: 'PUT' }));
    expect(lengths).toEqual([undefined, '0']);
  });

  test('an answer that comes before the body was read counts', async () => {
    const open = await phone();
    const { url } = await server((_incoming, response) => {
      response.writeHead(403, { Connection: 'close' }).end('too early');
    });
    const answer = succeeded(await request(open, url, { method: 'PUT' }, randomBytes(20_000_000)));
    expect(answer).toMatchObject({ statusCode: 403, text: 'too early' });
  });

  test.each(['', 'abc', '/path', 'ftp://example.com/', 'http://'])('%j is no url', async (url) => {
    const open = await phone();
    expect((await request(open, url)).reply).toMatchObject({ reason: `invalid url "${url}"` });
  });
});

describe('failures', () => {
  test('nobody listens', async () => {
    const open = await phone();
    const url = await deadUrl();
    const file = open.phone.addTempFile('a.txt', Buffer.from('x'));
    expect((await request(open, url)).reply).toEqual({
      ok: false,
      reason: 'errcode:-102 cronet_error_code:-102 error_msg:net::ERR_CONNECTION_REFUSED',
      errno: 600001,
    });
    expect((await upload(open, url, file)).reply).toEqual({
      ok: false,
      reason: 'upload fail:-102:net::ERR_CONNECTION_REFUSED',
      errno: 600001,
    });
    expect((await download(open, url)).reply).toEqual({
      ok: false,
      reason: 'download fail:-102:net::ERR_CONNECTION_REFUSED',
      errno: 600001,
    });
  });

  test('the server hangs up', async () => {
    const open = await phone();
    const { url } = await server((incoming) => incoming.socket.destroy());
    expect((await request(open, url)).reply).toMatchObject({
      reason: 'errcode:-101 cronet_error_code:-101 error_msg:net::ERR_CONNECTION_RESET',
      errno: 600001,
    });
  });

  test('the answer breaks off', async () => {
    const open = await phone();
    const { url } = await server((_incoming, response) => {
      response.writeHead(200, { 'Content-Length': '1000' });
      response.write('some', () => response.destroy());
    });
    const lost = { ok: false, reason: 'fail:network interrupted error', errno: 600003 };
    expect((await request(open, url)).reply).toEqual(lost);
    expect((await download(open, url)).reply).toEqual(lost);
    expect(await readdir(join(open.dir, 'work'))).toEqual([]);
    expect(await readdir(join(open.dir, 'tmp'))).toEqual([]);
  });

  test('no answer in time', async () => {
    const open = await phone();
    const { url } = await server(() => undefined);
    const file = open.phone.addTempFile('a.txt', Buffer.from('x'));
    const replies = await Promise.all([
      request(open, url, { timeout: 50 }),
      upload(open, url, file, { timeout: 50, task: 2 }),
      download(open, url, { timeout: 50, task: 3 }),
    ]);
    expect(replies.map(({ reply }) => reply)).toEqual([
      { ok: false, reason: 'timeout', errno: 5 },
      { ok: false, reason: 'upload fail:-7:net::ERR_TIMED_OUT', errno: 600001 },
      { ok: false, reason: 'download fail:-7:net::ERR_TIMED_OUT', errno: 600001 },
    ]);
  });

  describe('domains that are verified', () => {
    const none = { request: [], uploadFile: [], downloadFile: [] };
    const refused = { ok: false, reason: 'url not in domain list', errno: 600002 };
    /** It passed the list: the name is one that nobody can have (RFC 2606). */
    const passed = { ok: false, errno: 600001 };
    const verifying = async (domains: object): Promise<OpenPhone> => {
      const open = await phone();
      open.phone.settings.update({ verifyDomains: true, domains: { ...none, ...domains } });
      return open;
    };

    test('each API has a list of its own', async () => {
      const domain = 'https://cos.invalid';
      const url = `${domain}/bucket/key?x=1`;
      for (const api of ['request', 'uploadFile', 'downloadFile'] as const) {
        const open = await verifying({ [api]: [domain] });
        const file = open.phone.addTempFile('a.txt', Buffer.from('x'));
        const replies = {
          request: (await request(open, url)).reply,
          uploadFile: (await upload(open, url, file)).reply,
          downloadFile: (await download(open, url)).reply,
        };
        expect(replies).toMatchObject({
          request: refused,
          uploadFile: refused,
          downloadFile: refused,
          [api]: passed,
        });
      }
    });

    test.each([
      ['https://cos.invalid', 'https://COS.invalid/a', passed],
      ['https://cos.invalid', 'https://cos.invalid', passed],
      ['https://cos.invalid', 'https://sub.cos.invalid/', refused],
      ['https://cos.invalid', 'http://cos.invalid/', refused],
      ['https://cos.invalid', 'https://cos.invalid:443/', refused],
      ['https://cos.invalid', 'https://cos.invalid:8443/', refused],
      ['https://cos.invalid', 'https://cos.invalid@other.invalid/', refused],
      ['https://cos.invalid:8443', 'https://cos.invalid:8443/', passed],
      ['https://cos.invalid:8443', 'https://cos.invalid/', refused],
    ])('%s in the list, %s called', async (domain, url, expected) => {
      const open = await verifying({ request: [domain] });
      expect((await request(open, url)).reply).toMatchObject(expected);
    });

    test('the local cloud is none; without verifying, every address is called', async () => {
      const { url } = await server((_incoming, response) => response.end('ok'));
      const open = await verifying({});
      expect((await request(open, url)).reply).toEqual(refused);
      open.phone.settings.update({ verifyDomains: false });
      expect(succeeded(await request(open, url)).text).toBe('ok');
    });

    test('a picture from the network needs its host among those for downloads', async () => {
      const open = await verifying({ request: ['https://cos.invalid'] });
      const { reply } = await open.call('imageInfo', { src: 'https://cos.invalid/a.jpg' });
      expect(reply).toEqual(refused);
    });
  });

  test('offline: nothing starts, and what runs is interrupted', async () => {
    const open = await phone();
    const arrived = deferred();
    const { url } = await server(() => arrived.resolve());
    const running = request(open, url);
    await arrived.promise;
    open.phone.settings.update({ network: 'none' });
    expect((await running).reply).toEqual({
      ok: false,
      reason: 'fail:network interrupted error',
      errno: 600003,
    });
    expect((await request(open, url)).reply).toMatchObject({
      reason: 'errcode:-106 cronet_error_code:-106 error_msg:net::ERR_INTERNET_DISCONNECTED',
      errno: 600001,
    });
    expect((await open.call('callFunction', { name: 'f', data: {} })).reply).toMatchObject({
      ok: false,
    });
  });
});

test('another network: what runs is interrupted, what comes then goes over that one', async () => {
  const open = await phone();
  const arrived = deferred();
  let hang = true;
  const { url } = await server((_incoming, response) => {
    if (!hang) response.end('there');
    arrived.resolve();
  });
  const running = request(open, url);
  await arrived.promise;
  open.phone.settings.update({ weakNetwork: true });
  hang = false;
  open.phone.settings.update({ network: '4g' });
  expect((await running).reply).toMatchObject({ reason: 'fail:network interrupted error', errno: 600003 });
  expect(succeeded(await request(open, url)).text).toBe('there');
});

describe('10 at once', () => {
  test('requests, uploads and downloads share the slots, the rest wait in order', async () => {
    const open = await phone();
    const waiting: { url: string; response: ServerResponse }[] = [];
    let highest = 0;
    let arrived = deferred();
    const { url } = await server((incoming, response) => {
      incoming.resume();
      waiting.push({ url: incoming.url ?? '', response });
      highest = Math.max(highest, waiting.length);
      arrived.resolve();
    });
    const file = open.phone.addTempFile('a.txt', Buffer.from('x'));
    const calls = Array.from({ length: 13 }, (_, index) => {
      const target = `${url}/${index}`;
      if (index % 3 === 0) return upload(open, target, file, { task: index });
      return index % 3 === 1
        ? request(open, target, { task: index })
        : download(open, target, { task: index });
    });
    const order: string[] = [];
    while (order.length < calls.length) {
      while (waiting.length < Math.min(10, calls.length - order.length)) {
        await arrived.promise;
        arrived = deferred();
      }
      const next = waiting.shift();
      order.push(next?.url ?? '');
      next?.response.end('ok');
    }
    expect((await Promise.all(calls)).map(({ reply }) => reply.ok)).toEqual(calls.map(() => true));
    expect(highest).toBe(10);
    expect(order.slice(10).sort()).toEqual(['/10', '/11', '/12']);
  });

  test('a call that waits can be aborted, and frees nothing', async () => {
    const open = await phone();
    const responses: ServerResponse[] = [];
    const ten = deferred();
    const { url } = await server((_incoming, response) => {
      responses.push(response);
      if (responses.length === 10) ten.resolve();
    });
    const running = Array.from({ length: 10 }, (_, index) => request(open, url, { task: index + 1 }));
    await ten.promise;
    const waiting = request(open, url, { task: 11 });
    await open.call('abortTask', { task: 11 });
    expect((await waiting).reply).toEqual({ ok: false, reason: 'abort' });
    expect(responses).toHaveLength(10);
    for (const response of responses) response.end();
    await Promise.all(running);
  });
});

describe('uploadFile', () => {
  test('the fields come first and in order, then the file, with a known length', async () => {
    const open = await phone();
    const bytes = randomBytes(3_000_000);
    const path = open.phone.addTempFile('海边.jpg', bytes);
    const parts: string[] = [];
    let headers: IncomingHttpHeaders = {};
    const { url } = await server((incoming, response) => {
      headers = incoming.headers;
      const hash = createHash('sha256');
      incoming.pipe(
        busboy({ headers: incoming.headers })
          .on('field', (name, value) => parts.push(`${name}=${value}`))
          .on('file', (name, stream, { mimeType }) => {
            stream.on('data', (chunk) => hash.update(chunk));
            stream.on('end', () => parts.push(`${name}:${mimeType}:${hash.digest('hex')}`));
          })
          .on('close', () => response.writeHead(204, { ETag: '"1"' }).end()),
      );
    });
    const answer = succeeded(
      await upload(open, url, path, {
        header: { 'Content-Type': 'application/json', 'X-Own': '1' },
        formData: [
          ['key', 'users/我/a b+c.jpg'],
          ['Signature', 'q-sign=1&x=2'],
          ['2', 'two'],
        ],
      }),
    );
    expect(answer).toMatchObject({ statusCode: 204, text: '', header: { ETag: '"1"' } });
    const sha = createHash('sha256').update(bytes).digest('hex');
    expect(parts).toEqual([
      'key=users/我/a b+c.jpg',
      'Signature=q-sign=1&x=2',
      '2=two',
      `file:image/jpeg:${sha}`,
    ]);
    expect(headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(headers['x-own']).toBe('1');
    expect(headers['transfer-encoding']).toBeUndefined();

    const progress = open.events.flatMap((entry) => (entry.event === 'taskProgress' ? [entry.data] : []));
    const total = Number(headers['content-length']);
    expect(total).toBeGreaterThan(bytes.length);
    expect(progress.at(-1)).toEqual({ task: 1, done: total, total });
    expect(progress.map(({ done }) => done)).toEqual(progress.map(({ done }) => done).sort((a, b) => a - b));
  });

  test('progress counts what was written, not what was queued', async () => {
    const open = await phone();
    const bytes = Buffer.alloc(40_000_000);
    const path = open.phone.addTempFile('large.bin', bytes);
    const stuck = deferred();
    const { url } = await server((incoming, response) => {
      // Nothing is read until it is let go on: the system's buffers fill up and the rest has to wait.
      void stuck.promise.then(() => incoming.resume().once('end', () => response.end()));
    });
    const first = new Promise<number>((resolve) => {
      open.onEvent((entry) => {
        if (entry.event === 'taskProgress') resolve(entry.data.done);
      });
    });
    const uploading = upload(open, url, path);
    expect(await first).toBeLessThan(bytes.length / 2);
    stuck.resolve();
    expect(succeeded(await uploading).statusCode).toBe(200);
  });

  test('abort in the middle', async () => {
    const open = await phone();
    const path = open.phone.addTempFile('a.bin', randomBytes(5_000_000));
    const closed = deferred();
    const { url } = await server((incoming, response) => {
      incoming.resume();
      response.once('close', closed.resolve);
    });
    const uploading = upload(open, url, path);
    await new Promise<void>((resolve) => {
      open.onEvent((entry) => entry.event === 'taskProgress' && resolve());
    });
    await open.call('abortTask', { task: 1 });
    expect((await uploading).reply).toEqual({ ok: false, reason: 'abort' });
    await closed.promise;
    // Once more, after the end: nothing happens.
    await open.call('abortTask', { task: 1 });
  });

  test('a file that is gone', async () => {
    const open = await phone();
    const reply = (await upload(open, await deadUrl(), 'http://tmp/gone.jpg')).reply;
    expect(reply).toEqual({ ok: false, reason: 'file not found' });
  });

  test('an empty file', async () => {
    const open = await phone();
    const path = open.phone.addTempFile('empty.txt', Buffer.alloc(0));
    let size = -1;
    const { url } = await server((incoming, response) => {
      incoming.pipe(
        busboy({ headers: incoming.headers })
          .on('file', (_name, stream) => {
            size = 0;
            stream.on('data', (chunk) => {
              size += chunk.length;
            });
          })
          .on('close', () => response.end()),
      );
    });
    succeeded(await upload(open, url, path));
    expect(size).toBe(0);
  });
});

describe('downloadFile', () => {
  test('to a temporary file with the extension of its type, with progress', async () => {
    const open = await phone();
    const bytes = randomBytes(2_000_000);
    const { url } = await server((_incoming, response) => {
      response.writeHead(200, { 'Content-Type': 'image/jpeg', 'Content-Length': bytes.length }).end(bytes);
    });
    const answer = succeeded(await download(open, url));
    expect(answer).toMatchObject({ statusCode: 200 });
    expect(answer.tempFilePath).toMatch(/^http:\/\/tmp\/[0-9a-f]{32}\.jpg$/);
    expect(answer.filePath).toBeUndefined();
    const real = open.phone.filePath(answer.tempFilePath ?? '');
    expect(Buffer.compare(await readFile(real ?? ''), bytes)).toBe(0);
    const progress = open.events.filter(({ event }) => event === 'taskProgress');
    expect(progress.at(-1)?.data).toEqual({ task: 1, done: bytes.length, total: bytes.length });
  });

  test('without a content type there is no extension', async () => {
    const open = await phone();
    const { url } = await server((_incoming, response) => response.end('x'));
    expect(succeeded(await download(open, url)).tempFilePath).toMatch(/^http:\/\/tmp\/[0-9a-f]{32}$/);
  });

  test('to filePath, error bodies too', async () => {
    const open = await phone();
    const { url } = await server((_incoming, response) => {
      response.writeHead(404, { 'Content-Type': 'application/xml' }).end('<Code>NoSuchKey</Code>');
    });
    const filePath = 'http://usr/照片 #1.jpg';
    expect(succeeded(await download(open, url, { filePath }))).toMatchObject({ statusCode: 404, filePath });
    const text = succeeded(await open.call('readFile', { filePath, encoding: 'utf8' })).text;
    expect(text).toBe('<Code>NoSuchKey</Code>');
  });

  test('to where nothing can be written', async () => {
    const open = await phone();
    const { url } = await server((_incoming, response) => response.end('x'));
    expect((await download(open, url, { filePath: 'http://tmp/a' })).reply).toMatchObject({ errno: 1300013 });
    expect((await download(open, url, { filePath: 'http://usr/no/a' })).reply).toMatchObject({
      errno: 1300002,
    });
  });

  test('when the phone is full the file that was there stays', async () => {
    const open = await phone();
    const { url } = await server((_incoming, response) => response.end('new content'));
    await writeFile(join(open.dir, 'usr', 'a'), 'old');
    await writeFile(join(open.dir, 'usr', 'large'), '');
    await truncate(join(open.dir, 'usr', 'large'), 200 * 1024 * 1024 - 3);
    expect((await download(open, url, { filePath: 'http://usr/a' })).reply).toMatchObject({ errno: 1300202 });
    expect(await readFile(join(open.dir, 'usr', 'a'), 'utf8')).toBe('old');
  });

  test('more than 200 MB', async () => {
    const open = await phone();
    const { url } = await server((_incoming, response) => {
      response.writeHead(200, { 'Content-Length': 200 * 1024 * 1024 + 1 });
      response.write('x');
    });
    expect((await download(open, url)).reply).toEqual({ ok: false, reason: 'exceed max file size' });
  });

  test('abort in the middle leaves nothing behind', async () => {
    const open = await phone();
    const { url, server: http } = await server((_incoming, response) => {
      response.writeHead(200, { 'Content-Length': '1000' });
      response.write('some');
    });
    const downloading = download(open, url);
    const [incoming] = await once(http, 'request');
    const closed = once(incoming.socket, 'close');
    await new Promise<void>((resolve) => {
      open.onEvent((entry) => entry.event === 'taskProgress' && resolve());
    });
    await open.call('abortTask', { task: 1 });
    expect((await downloading).reply).toEqual({ ok: false, reason: 'abort' });
    await closed;
    expect(await readdir(join(open.dir, 'work'))).toEqual([]);
    expect(await readdir(join(open.dir, 'tmp'))).toEqual([]);
  });
});

test('a slow network is slow both ways, and still true', async () => {
  const open = await phone();
  open.phone.settings.update({ network: '3g' });
  const bytes = randomBytes(60_000);
  const { url } = await server(async (incoming, response) => response.end(await readBody(incoming)));
  const start = performance.now();
  const answer = await request(open, url, { method: 'POST', responseType: 'arraybuffer' }, bytes);
  expect(Buffer.compare(Buffer.from(succeeded(answer).bytes ?? []), bytes)).toBe(0);
  // 0.4 s before the call, then 120,000 bytes at 256 KiB a second.
  expect(performance.now() - start).toBeGreaterThan(800);
});

test('a page that goes away takes its calls along', async () => {
  const open = await phone();
  const arrived = deferred();
  const { url } = await server(() => arrived.resolve());
  const running = request(open, url);
  await arrived.promise;
  open.disconnect();
  expect((await running).reply).toEqual({ ok: false, reason: 'interrupted' });
});
