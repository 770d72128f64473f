import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { testWide } from '../support/isWide';
import { type Answer, send, sendRaw, wirePath } from './support/send';
import { sign } from './support/sign';
import { bucket, rootKey, startTestServer, type TestServer } from './support/startTestServer';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.remove());

/** Whatever was sent before, the server does its work. */
afterEach(async () => {
  const put = await send(server, rootKey, { method: 'PUT', path: '/after', body: 'still here' });
  expect(put.status).toBe(200);
  expect((await send(server, rootKey, { path: '/after' })).text).toBe('still here');
});

const refusal = ({ status, code }: Answer): [number, string | undefined] => [status, code];

/** A request whose path goes over the wire as it is written here; it is signed for the decoded path. */
function rawPath(path: string, decoded: string, method = 'GET'): Promise<Answer> {
  return sendRaw(server, {
    method,
    path,
    headers: { authorization: sign(rootKey, { method, path: decoded }) },
  });
}

/** Sends bytes as they are, and resolves with what comes back until the connection ends. */
async function exchange(...pieces: (string | Buffer)[]): Promise<string> {
  const socket = connect(server.port, '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  // A connection that is cut is an answer too.
  socket.on('error', () => socket.destroy());
  for (const piece of pieces) socket.write(piece);
  await once(socket, 'close');
  return Buffer.concat(chunks).toString();
}

/** The head of a signed request as text, with other headers than `http` would send. */
function head(method: string, path: string, ...headers: string[]): string {
  const authorization = sign(rootKey, { method, path });
  return [
    `${method} ${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    `Authorization: ${authorization}`,
    'Connection: close',
    ...headers,
    '',
    '',
  ].join('\r\n');
}

const codeIn = (answer: string): string | undefined => /<Code>(.*?)<\/Code>/.exec(answer)?.[1];
const statusIn = (answer: string): string | undefined => /^HTTP\/1\.1 (\d+)/.exec(answer)?.[1];

describe('bodies of XML', () => {
  const deleteObjects = (body: string | Buffer) =>
    send(server, rootKey, { method: 'POST', path: '/', query: { delete: '' }, body });

  const laughs = Array.from({ length: 10 }, (_, level) => {
    return `<!ENTITY lol${level + 1} "${`&lol${level};`.repeat(10)}">`;
  });

  test.each<[string, string]>([
    ['entities that expand', `<!DOCTYPE a [<!ENTITY lol0 "lol">${laughs.join('')}]><Delete>&lol10;</Delete>`],
    [
      'an entity that reads a file',
      '<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd">]><Delete><Object><Key>&f;</Key></Object></Delete>',
    ],
    ['deep nesting', `<Delete>${'<a>'.repeat(50_000)}${'</a>'.repeat(50_000)}</Delete>`],
    ['elements that are not closed', '<Delete><Object><Key>a</Key>'],
    ['elements that are crossed', '<Delete><Object><Key>a</Object></Key></Delete>'],
    ['another root', '<CompleteMultipartUpload></CompleteMultipartUpload>'],
    ['no key', '<Delete><Object><Key/></Object></Delete>'],
    ['no object', '<Delete><Quiet>true</Quiet></Delete>'],
    ['1,001 objects', `<Delete>${'<Object><Key>a</Key></Object>'.repeat(1001)}</Delete>`],
    ['JSON', '{"Delete":[]}'],
    ['bytes that are no text', randomBytes(300).toString('latin1')],
    ['names of Object.prototype', '<__proto__><Object><Key>a</Key></Object></__proto__>'],
  ])('%s: MalformedXML', async (_, body) => {
    expect(refusal(await deleteObjects(body))).toEqual([400, 'MalformedXML']);
  });

  test('references and CDATA are read, and expand to no more than they are', async () => {
    await send(server, rootKey, { method: 'PUT', path: '/a&b<c', body: 'x' });
    const body = '<Delete><Object><Key>a&#38;b&lt;c</Key></Object></Delete>';
    expect((await deleteObjects(body)).status).toBe(200);
    expect((await send(server, rootKey, { path: '/a&b<c' })).code).toBe('NoSuchKey');
  });

  test('none: MissingRequestBodyError; more than 4 MiB: XMLSizeLimit', async () => {
    expect(refusal(await deleteObjects(''))).toEqual([400, 'MissingRequestBodyError']);
    const long = `<Delete>${' '.repeat(5 * 1024 * 1024)}</Delete>`;
    expect(refusal(await deleteObjects(long))).toEqual([400, 'XMLSizeLimit']);
  });

  test.each([
    ['a part without a number', '<Part><ETag>"x"</ETag></Part>'],
    ['a part without an ETag', '<Part><PartNumber>1</PartNumber></Part>'],
    ['a number that is none', '<Part><PartNumber>one</PartNumber><ETag>"x"</ETag></Part>'],
    ['a number below one', '<Part><PartNumber>-1</PartNumber><ETag>"x"</ETag></Part>'],
    ['no parts', ''],
  ])('to complete with %s is refused', async (_, parts) => {
    const begun = await send(server, rootKey, { method: 'POST', path: '/parts', query: { uploads: '' } });
    const [, uploadId = ''] = /<UploadId>(.*?)</.exec(begun.text) ?? [];
    const answer = await send(server, rootKey, {
      method: 'POST',
      path: '/parts',
      query: { uploadId },
      body: `<CompleteMultipartUpload>${parts}</CompleteMultipartUpload>`,
    });
    expect(answer.status).toBe(400);
    expect(answer.code).toMatch(/^(MalformedXML|InvalidPart|InvalidArgument)$/);
  });
});

describe('lengths', () => {
  test('a body that is cut off: nothing is stored, and nothing is left', async () => {
    const socket = connect(server.port, '127.0.0.1');
    const logged = new Promise((resolve) => server.onRequest(resolve));
    socket.end(`${head('PUT', '/cut', 'Content-Length: 1000')}only this`);
    expect(await logged).toMatchObject({ key: 'cut', status: 400 });
    socket.destroy();
    expect((await send(server, rootKey, { path: '/cut' })).code).toBe('NoSuchKey');
  });

  test('a body without a length: MissingContentLength', async () => {
    const answer = await exchange(head('PUT', '/no-length'));
    expect([statusIn(answer), codeIn(answer)]).toEqual(['411', 'MissingContentLength']);
  });

  test('chunks need no length', async () => {
    const answer = await exchange(
      `${head('PUT', '/chunked', 'Transfer-Encoding: chunked')}5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n`,
    );
    expect(statusIn(answer)).toBe('200');
    expect((await send(server, rootKey, { path: '/chunked' })).text).toBe('hello world');
  });

  test('more than 5 GB is refused before it is sent', async () => {
    const answer = await exchange(head('PUT', '/huge', 'Content-Length: 5368709121'));
    expect([statusIn(answer), codeIn(answer)]).toEqual(['400', 'EntityTooLarge']);
  });

  test.each([
    ['a length that is none', 'Content-Length: ten'],
    ['a length below zero', 'Content-Length: -5'],
    ['two lengths', 'Content-Length: 5\r\nContent-Length: 6'],
    ['a length and chunks', 'Content-Length: 5\r\nTransfer-Encoding: chunked'],
    ['a chunk whose size is none', 'Transfer-Encoding: chunked\r\n\r\nzz'],
  ])('%s: BadRequest', async (_, headers) => {
    const answer = await exchange(`${head('PUT', '/lengths', headers)}hello`);
    expect([statusIn(answer), codeIn(answer)]).toEqual(['400', 'BadRequest']);
  });

  test('a length that was signed and is another one: SignatureDoesNotMatch', async () => {
    const authorization = sign(rootKey, {
      method: 'PUT',
      path: '/signed-length',
      headers: { 'content-length': '4' },
    });
    const answer = await sendRaw(server, {
      method: 'PUT',
      path: '/signed-length',
      headers: { authorization, 'content-length': '5' },
      body: 'hello',
    });
    expect(refusal(answer)).toEqual([403, 'SignatureDoesNotMatch']);
  });
});

describe('what is no HTTP', () => {
  test.each([
    ['noise', 'hello\r\n\r\n'],
    ['a method that is none', 'G@T / HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['another version', 'GET / HTTP/9.9\r\nHost: x\r\n\r\n'],
    ['a header without a name', 'GET / HTTP/1.1\r\nHost: x\r\n: value\r\n\r\n'],
    ['a header with a NUL', 'GET / HTTP/1.1\r\nHost: x\r\nx-cos-meta-a: a\u0000b\r\n\r\n'],
    ['a header that is folded', 'GET / HTTP/1.1\r\nHost: x\r\nx-a: b\r\n c\r\n\r\n'],
    ['a URL with a space', 'GET /a b HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['a TLS greeting', Buffer.from('16030100c4010000c00303', 'hex')],
  ])('%s is answered with BadRequest, or cut off', async (_, bytes) => {
    const answer = await exchange(bytes, '\r\n\r\n');
    if (answer !== '') expect([statusIn(answer), codeIn(answer)]).toEqual(['400', 'BadRequest']);
  });

  test('a request without a Host is refused', async () => {
    expect(statusIn(await exchange('GET / HTTP/1.1\r\nConnection: close\r\n\r\n'))).toBe('400');
  });

  test.each(['CONNECT', 'TRACE', 'PATCH', 'PROPFIND'])('%s is no operation', async (method) => {
    const answer = await exchange(`${method} /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    if (answer !== '') expect([statusIn(answer), codeIn(answer)]).toEqual(['405', 'MethodNotAllowed']);
  });

  test('what follows a request on its connection does not become part of it', async () => {
    const hidden = 'GET /after HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';
    const answer = await exchange(
      `PUT /smuggled HTTP/1.1\r\nHost: x\r\nContent-Length: ${hidden.length}\r\n\r\n${hidden}`,
      hidden,
    );
    // Neither is signed, and the first one's body is not a request.
    expect(answer.match(/<Code>AccessDenied<\/Code>/g)).toHaveLength(2);
  });
});

describe('URLs', () => {
  test('1 MB of it, or 10,000 parameters, is refused', async () => {
    for (const path of [
      `/${'k'.repeat(1024 * 1024)}`,
      `/?${Array.from({ length: 10_000 }, (_, index) => `p${index}=${index}`).join('&')}`,
    ]) {
      const answer = await exchange(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
      // The rest of it is not read: the connection may be cut before the answer is.
      if (answer !== '') expect([statusIn(answer), codeIn(answer)]).toEqual(['400', 'BadRequest']);
    }
  });

  test('as many parameters as fit are read, in no time', async () => {
    const query = Object.fromEntries(Array.from({ length: 1500 }, (_, index) => [`p${index}`, '']));
    const authorization = sign(rootKey, { method: 'GET', path: '/' });
    const answer = await sendRaw(server, { path: wirePath('/', query), headers: { authorization } });
    expect(answer.status).toBe(200);
  });

  test.each([
    ['an escape that is none', '/%zz'],
    ['half an escape', '/a%2'],
    ['bytes that are no UTF-8', '/%ff%fe'],
    ['UTF-8 that is longer than need be', '/%c0%ae%c0%ae/'],
    ['half a surrogate pair', '/%ed%a0%80'],
    ['an escape that is none, in a parameter', '/?prefix=%zz'],
    ['an escape that is none, in a name', '/?%zz=1'],
  ])('%s: InvalidURI', async (_, path) => {
    expect(refusal(await rawPath(path, '/'))).toEqual([400, 'InvalidURI']);
  });

  test.each([
    ['dots', '../../../../etc/passwd'],
    ['a NUL', 'a\u0000b'],
    ['control characters', 'a\r\nx-cos-meta-evil: 1\n\u001b[31m'],
    ['backslashes', '..\\..\\windows'],
    ['a drive', 'C:/x'],
    ['only a dot', '.'],
    ['a name of Object.prototype', '__proto__'],
  ])('a key of %s is a key', async (_, key) => {
    const path = `/${key}`;
    const put = await send(server, rootKey, { method: 'PUT', path, body: key });
    if (put.status === 200) {
      expect((await send(server, rootKey, { path })).text).toBe(key);
      const objects = await server.objects();
      expect(objects.map((object) => object.key)).toContain(key);
      expect((await send(server, rootKey, { method: 'DELETE', path })).status).toBe(204);
    } else {
      expect(put.status).toBe(400);
    }
    expect((await readdir(server.dataDir)).sort()).toEqual([bucket, 'server.lock']);
  });
});

describe('headers', () => {
  const signed = sign(rootKey, { method: 'GET', path: '/' });

  test.each([
    ['nothing but a word', 'Basic'],
    ['another scheme', 'Basic QUtJRDpzZWNyZXQ='],
    ['an unknown algorithm', signed.replace('sha1', 'md5')],
    ['no key', signed.replace(/q-ak=[^&]*/, 'q-ak=')],
    ['no signature', signed.replace(/q-signature=.*/, '')],
    ['a signature that is too short', signed.slice(0, -1)],
    ['times that are none', signed.replace(/q-sign-time=[^&]*/, 'q-sign-time=soon;later')],
    ['times of a thousand digits', signed.replace(/q-key-time=[^&]*/, `q-key-time=1;${'9'.repeat(1000)}`)],
    ['lists of a thousand names', signed.replace('q-header-list=', `q-header-list=${'a;'.repeat(1000)}`)],
    ['NULs by escapes', signed.replace('q-header-list=', 'q-header-list=%00;%00%zz')],
  ])('an Authorization of %s is refused', async (_, authorization) => {
    const answer = await sendRaw(server, { path: '/', headers: { authorization } });
    expect([400, 403]).toContain(answer.status);
    expect(answer.code).toMatch(/^(InvalidArgument|InvalidAccessKeyId|SignatureDoesNotMatch)$/);
  });

  test('of two Authorizations, or two tokens, not the better one counts', async () => {
    const wrong = signed.replace(/.{40}$/, '0'.repeat(40));
    for (const [first, second] of [
      [wrong, signed],
      ['nothing', signed],
    ]) {
      const answer = await exchange(
        `GET / HTTP/1.1\r\nHost: x\r\nAuthorization: ${first}\r\nAuthorization: ${second}\r\nConnection: close\r\n\r\n`,
      );
      expect(statusIn(answer)).toMatch(/^40[03]$/);
    }
  });

  test('a signed header that is sent twice is not what was signed', async () => {
    const headers = { 'x-cos-meta-a': '1' };
    const authorization = sign(rootKey, { method: 'PUT', path: '/twice', headers });
    const answer = await exchange(
      `PUT /twice HTTP/1.1\r\nHost: x\r\nAuthorization: ${authorization}\r\nx-cos-meta-a: 1\r\nx-cos-meta-a: 2\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
    );
    expect([statusIn(answer), codeIn(answer)]).toEqual(['403', 'SignatureDoesNotMatch']);
  });

  test('of two Hosts none is chosen', async () => {
    const answer = await exchange(
      `GET / HTTP/1.1\r\nHost: ${bucket}.cos.localhost\r\nHost: other-1250000000.cos.localhost\r\nAuthorization: ${signed}\r\nConnection: close\r\n\r\n`,
    );
    expect(statusIn(answer)).toMatch(/^[24]\d\d$/);
  });

  test('a session token of noise is InvalidAccessKeyId', async () => {
    for (const token of ['x', randomBytes(3000).toString('base64url'), '%00', '{}']) {
      const key = { secretId: `AKID${'t'.repeat(40)}`, secretKey: 'x', token };
      expect(refusal(await send(server, key, { path: '/' }))).toEqual([403, 'InvalidAccessKeyId']);
    }
  });

  test('headers of 20 KB are refused', async () => {
    const answer = await exchange(`GET / HTTP/1.1\r\nHost: x\r\nx-cos-meta-a: ${'a'.repeat(20_000)}\r\n\r\n`);
    if (answer !== '') expect([statusIn(answer), codeIn(answer)]).toEqual(['400', 'BadRequest']);
  });

  test.each([
    ['Range', 'bytes=9999999999999999999999-'],
    ['Range', `bytes=${'0-1,'.repeat(2000)}0-1`],
    ['Range', 'bytes=-'],
    ['If-Modified-Since', 'yesterday'],
    ['If-Match', '"'.repeat(5000)],
  ])('%s: %s does no harm', async (name, value) => {
    await send(server, rootKey, { method: 'PUT', path: '/small', body: 'small' });
    const answer = await send(server, rootKey, { path: '/small', unsigned: { [name]: value } });
    expect([200, 412, 416]).toContain(answer.status);
  });

  test.each(['x', '/', 'a.b', 'http://', `${bucket}.cos/`, `${bucket}.cos.x/%zz`, '%00'])(
    'a copy source of %s is refused',
    async (source) => {
      const answer = await send(server, rootKey, {
        method: 'PUT',
        path: '/copy',
        headers: { 'x-cos-copy-source': source },
        body: '',
      });
      expect([400, 404]).toContain(answer.status);
      expect(answer.code).toMatch(/^(InvalidArgument|InvalidURI|NoSuchKey)$/);
    },
  );
});

describe('parameters', () => {
  test.each<[Record<string, string>]>([
    [{ 'max-keys': '-1' }],
    [{ 'max-keys': 'many' }],
    [{ 'max-keys': '1e3' }],
    [{ 'encoding-type': 'base64' }],
    [{ uploads: '', 'max-uploads': 'x' }],
  ])('%j: InvalidArgument', async (query) => {
    expect(refusal(await send(server, rootKey, { path: '/', query }))).toEqual([400, 'InvalidArgument']);
  });

  test.each(['0', '-1', '10001', '1.5', 'x', '', '1e1', '99999999999999999999'])(
    'a part with the number "%s" is refused',
    async (partNumber) => {
      const answer = await send(server, rootKey, {
        method: 'PUT',
        path: '/part',
        query: { partNumber, uploadId: 'x' },
        body: 'x',
      });
      expect(refusal(answer)).toEqual([400, 'InvalidArgument']);
    },
  );

  test('an upload id is no path', async () => {
    for (const uploadId of ['../objects', '..', '.', '__proto__', 'a\u0000', '']) {
      const answer = await send(server, rootKey, { method: 'DELETE', path: '/part', query: { uploadId } });
      expect([400, 404]).toContain(answer.status);
    }
    expect(await readdir(join(server.dataDir, bucket))).toContain('objects');
  });

  test('image operations that are none, or too much, are refused', async () => {
    await send(server, rootKey, { method: 'PUT', path: '/text.jpg', body: 'no picture' });
    for (const operation of [
      'imageMogr2/thumbnail/99999999999x99999999999!',
      'imageMogr2/thumbnail/-1x',
      'imageMogr2/thumbnail/NaNx',
      `imageMogr2${'/rotate/90'.repeat(500)}`,
      'imageMogr2/format/exe',
      'imageMogr2',
    ]) {
      const answer = await send(server, rootKey, { path: '/text.jpg', query: { [operation]: '' } });
      expect([200, 400, 501]).toContain(answer.status);
    }
  });
});

describe('forms', () => {
  const post = (type: string, body: string) =>
    sendRaw(server, { method: 'POST', path: '/', headers: { 'content-type': type }, body });
  const field = (name: string, value: string) =>
    `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const type = 'multipart/form-data; boundary=b';

  test.each<[string, string, string, string]>([
    ['another type', 'application/json', '{}', 'MalformedPOSTRequest'],
    ['no boundary', 'multipart/form-data', field('key', 'a'), 'MalformedPOSTRequest'],
    ['an empty body', type, '', 'MalformedPOSTRequest'],
    ['another boundary', type, field('key', 'a').replaceAll('--b', '--c'), 'MalformedPOSTRequest'],
    ['an end in the middle', type, field('key', 'a'), 'MalformedPOSTRequest'],
    ['no file', type, `${field('key', 'a')}--b--\r\n`, 'IncorrectNumberOfFilesInPostRequest'],
    [
      '10,000 fields',
      type,
      `${Array.from({ length: 10_000 }, (_, index) => field(`f${index}`, 'x')).join('')}--b--\r\n`,
      'MalformedPOSTRequest',
    ],
    ['a field of 1 MB', type, `${field('key', 'k'.repeat(1024 * 1024))}--b--\r\n`, 'EntityTooLarge'],
    [
      'a part without a name',
      type,
      '--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n',
      'MalformedPOSTRequest',
    ],
  ])('%s', async (_, contentType, body, code) => {
    const answer = await post(contentType, body);
    expect(answer.status).toBe(400);
    expect(answer.code).toContain(code);
  });

  test('a form whose file is cut off stores nothing', async () => {
    const authorization = sign(rootKey, { method: 'POST', path: '/' });
    const file = '--b\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\nhalf of the fi';
    const body = `${field('key', 'cut-form')}${field('Signature', authorization)}${file}`;
    expect(refusal(await post(type, body))).toEqual([400, 'MalformedPOSTRequest']);
    expect((await send(server, rootKey, { path: '/cut-form' })).code).toBe('NoSuchKey');
  });

  test('a policy of noise is refused', async () => {
    for (const policy of ['', 'bm8ganNvbg==', '%%%', Buffer.from('{"expiration":1}').toString('base64')]) {
      const answer = await post(
        type,
        `${field('key', 'a')}${field('policy', policy)}${field('q-ak', rootKey.secretId)}${field('q-signature', 'x')}` +
          '--b\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\nx\r\n--b--\r\n',
      );
      expect([400, 403]).toContain(answer.status);
    }
  });
});

describe('many at once', () => {
  const collect = garbageCollector();
  const used = async (): Promise<number> => {
    // The memory of buffers is given back after the collection that found them.
    for (let i = 0; i < 3; i++) {
      collect();
      await new Promise((resolve) => setImmediate(resolve));
    }
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const MB = 1024 * 1024;

  const open = (count: number, text: string): Promise<Socket[]> =>
    Promise.all(
      Array.from({ length: count }, async () => {
        const socket = connect(server.port, '127.0.0.1');
        socket.on('error', () => socket.destroy());
        await once(socket, 'connect');
        socket.write(text);
        return socket;
      }),
    );

  testWide('clients that send next to nothing keep nobody waiting and little memory', async () => {
    const before = await used();
    const slow = [
      ...(await open(150, 'GET / HTTP/1.1\r\nHost: x\r\nx-slow: ')),
      ...(await open(150, `${head('PUT', '/slow', 'Content-Length: 1000000')}x`)),
      ...(await open(
        50,
        'POST / HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 1000000\r\n\r\n--b\r\n',
      )),
    ];
    for (const socket of slow) socket.write('x');
    const answer = await send(server, rootKey, { path: '/' });
    expect(answer.status).toBe(200);
    expect((await used()) - before).toBeLessThan(30 * MB);
    await Promise.all(
      slow.map((socket) => {
        socket.destroy();
        return socket.closed || once(socket, 'close');
      }),
    );
  });

  testWide('what is refused is not kept in memory', async () => {
    const unclosed = `<Delete>${' '.repeat(3 * MB)}`;
    const round = async (): Promise<void> => {
      for (let i = 0; i < 3; i++) {
        const query = { delete: '' };
        await send(server, rootKey, { method: 'POST', path: '/', query, body: unclosed });
        await exchange(`GET /${'k'.repeat(100_000)} HTTP/1.1\r\nHost: x\r\n\r\n`);
        await send(server, rootKey, { method: 'PUT', path: '/', query, body: randomBytes(3 * MB) });
      }
    };
    await round();
    const before = await used();
    await round();
    // Kept, it would be 18 MB.
    expect((await used()) - before).toBeLessThan(9 * MB);
  });
});

/** Frees what nothing holds, so that memory can be compared. */
function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}
