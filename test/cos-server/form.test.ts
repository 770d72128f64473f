import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { send, sendRaw } from './support/send';
import { type Field, type Form, sendForm, signedFields } from './support/sendForm';
import { bucket, rootKey, startTestServer, type TestServer } from './support/startTestServer';
import { below, keyFor, temporaryKey } from './support/temporaryKey';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.remove());

// biome-ignore lint/suspicious/noTemplateCurlyInString: COS replaces it.
const FOLDER_AND_FILENAME = 'folder/${filename}';

const post = (form: Form) => sendForm(server, form);

const read = (path: string) => send(server, rootKey, { path });

describe('with the Signature field of the Mini Program SDK', () => {
  test('stores the file; its own type does not count', async () => {
    const key = keyFor('users/me/');
    const answer = await post({
      fields: [
        ['key', 'users/me/中文 + 1.png'],
        ['success_action_status', '200'],
        ...signedFields(key),
        ['Content-Type', ''],
      ],
      file: Buffer.from([0, 255, 13, 10, 45, 45]),
    });
    expect(answer).toMatchObject({ status: 200, text: '' });
    expect(answer.headers.location).toBe(
      `http://127.0.0.1:${server.port}/users/me/%E4%B8%AD%E6%96%87%20%2B%201.png`,
    );
    const stored = await read('/users/me/中文 + 1.png');
    expect([...stored.body]).toEqual([0, 255, 13, 10, 45, 45]);
    expect(stored.headers).toMatchObject({ 'content-type': 'image/png', etag: answer.headers.etag });
  });

  test('works path-style, with the bucket in the path that is signed', async () => {
    const path = `/${bucket}/`;
    const answer = await post({ fields: [['key', 'path-style'], ...signedFields(rootKey, path)], path });
    expect(answer).toMatchObject({ status: 204 });
    expect(answer.headers.location).toContain(`/${bucket}/path-style`);
    expect((await read('/path-style')).text).toBe('content');
  });

  test("refuses a changed signature, another user's prefix and a missing token", async () => {
    const key = keyFor('users/me/');
    const fields = signedFields(key).map(([name, value]): Field => {
      return [name, name === 'Signature' ? value.replace(/.$/, (last) => (last === '0' ? '1' : '0')) : value];
    });
    expect((await post({ fields: [['key', 'users/me/a'], ...fields] })).code).toBe('SignatureDoesNotMatch');
    expect((await post({ fields: [['key', 'users/you/a'], ...signedFields(key)] })).code).toBe(
      'AccessDenied',
    );
    const [signature] = signedFields(key);
    expect((await post({ fields: [['key', 'users/me/a'], signature ?? ['', '']] })).status).toBe(403);
    expect((await post({ fields: [['key', 'users/me/a']] })).code).toBe('AccessDenied');
    expect((await server.objects()).map(({ key: stored }) => stored)).not.toContain('users/me/a');
  });

  test('is an action of its own', async () => {
    const resource = below('users/me/');
    const put = temporaryKey([{ effect: 'allow', action: 'name/cos:PutObject', resource }]);
    expect((await post({ fields: [['key', 'users/me/b'], ...signedFields(put)] })).code).toBe('AccessDenied');
    const form = temporaryKey([
      {
        effect: 'allow',
        action: 'name/cos:PostObject',
        resource,
        condition: { numeric_less_than_equal: { 'cos:content-length': 2000 } },
      },
    ]);
    const fields: Field[] = [['key', 'users/me/b'], ...signedFields(form)];
    // The condition is on the length of the whole form.
    expect((await post({ fields, file: 'x'.repeat(10) })).status).toBe(204);
    expect((await post({ fields, file: 'x'.repeat(2000) })).code).toBe('AccessDenied');
  });
});

describe('with a policy', () => {
  function policyFields(conditions: unknown[], expiresIn = 600): Field[] {
    const now = Math.floor(Date.now() / 1000);
    const time = `${now - 1};${now + 900}`;
    const policy = JSON.stringify({
      expiration: new Date((now + expiresIn) * 1000).toISOString(),
      conditions: [
        { 'q-sign-algorithm': 'sha1' },
        { 'q-ak': rootKey.secretId },
        { 'q-sign-time': time },
        { bucket },
        ...conditions,
      ],
    });
    const hmac = (secret: string, text: string) => createHmac('sha1', secret).update(text).digest('hex');
    const digest = createHash('sha1').update(policy).digest('hex');
    return [
      ['policy', Buffer.from(policy).toString('base64')],
      ['q-sign-algorithm', 'sha1'],
      ['q-ak', rootKey.secretId],
      ['q-key-time', time],
      ['q-signature', hmac(hmac(rootKey.secretKey, time), digest)],
    ];
  }

  const limits = [
    ['starts-with', '$key', 'folder/'],
    ['eq', '$Content-Type', 'image/jpeg'],
    ['content-length-range', 2, 10],
  ];
  const type: Field = ['Content-Type', 'image/jpeg'];

  test('stores what its conditions allow', async () => {
    const answer = await post({ fields: [['key', FOLDER_AND_FILENAME], type, ...policyFields(limits)] });
    expect(answer.status).toBe(204);
    expect((await read('/folder/photo.jpg')).text).toBe('content');
  });

  test.each([
    [
      'another key',
      [['key', 'other/a'], type] as Field[],
      'content',
      "Condition key key doesn't match the value folder/",
    ],
    [
      'no type',
      [['key', 'folder/a']] as Field[],
      'content',
      "Condition key content-type doesn't match the value image/jpeg",
    ],
  ])('refuses %s', async (_, fields, file, message) => {
    const answer = await post({ fields: [...fields, ...policyFields(limits)], file });
    expect(answer).toMatchObject({ status: 403, code: 'AccessDenied' });
    expect(answer.text).toContain(`<Message>${message}</Message>`);
  });

  test.each([
    ['x', 'EntityTooSmall'],
    ['x'.repeat(11), 'EntityTooLarge'],
  ])('refuses a file of another length', async (file, code) => {
    const answer = await post({ fields: [['key', 'folder/length'], type, ...policyFields(limits)], file });
    expect(answer).toMatchObject({ status: 400, code });
    expect((await read('/folder/length')).code).toBe('NoSuchKey');
  });

  test('refuses what is over, empty or changed', async () => {
    const key: Field = ['key', 'folder/b'];
    const over = await post({ fields: [key, type, ...policyFields(limits, -10)] });
    expect(over.text).toMatch(
      /You post object request has been expired, expiration time: \d+ but the time now : \d+/,
    );
    const changed = policyFields(limits).map(
      ([name, value]): Field => [name, name === 'q-signature' ? '0'.repeat(40) : value],
    );
    expect((await post({ fields: [key, type, ...changed] })).code).toBe('SignatureDoesNotMatch');
  });

  test('redirects', async () => {
    const answer = await post({
      fields: [['key', 'r'], ['success_action_redirect', 'http://127.0.0.1/done?a=1'], ...policyFields([])],
    });
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toMatch(
      /^http:\/\/127\.0\.0\.1\/done\?a=1&bucket=examplebucket-1250000000&key=r&etag=%22/,
    );
  });
});

describe('malformed forms', () => {
  const key: Field = ['key', 'malformed'];

  test.each([
    ['no form at all', 'text/plain', 'x', 'MalformedPOSTRequest'],
    ['no boundary', 'multipart/form-data', 'x', 'MalformedPOSTRequest'],
    [
      'no file',
      'multipart/form-data; boundary=b',
      '--b\r\nContent-Disposition: form-data; name="key"\r\n\r\nx\r\n--b--\r\n',
      'IncorrectNumberOfFilesInPostRequest',
    ],
  ])('%s', async (_, type, body, code) => {
    const headers = { 'content-type': type, 'content-length': String(body.length) };
    expect(await sendRaw(server, { method: 'POST', path: '/', headers, body })).toMatchObject({
      status: 400,
      code,
    });
  });

  test('cut off in the middle of the file', async () => {
    const answer = await post({ fields: [key, ...signedFields(rootKey)], file: 'x'.repeat(1000), cut: 500 });
    expect(answer).toMatchObject({ status: 400, code: 'MalformedPOSTRequest' });
    expect((await read('/malformed')).code).toBe('NoSuchKey');
  });

  test('a refused large file leaves nothing and the server goes on', async () => {
    const file = Buffer.alloc(2_000_000);
    expect((await post({ fields: [key], file })).code).toBe('AccessDenied');
    expect((await read('/malformed')).code).toBe('NoSuchKey');
  });
});

test('a client that leaves after it was refused, with half of its form sent, keeps nothing open', async () => {
  const other = await startTestServer();
  const boundary = 'a-boundary';
  const half = [
    `--${boundary}`,
    'Content-Disposition: form-data; name="key"',
    '',
    'a.jpg',
    `--${boundary}`,
    'Content-Disposition: form-data; name="file"; filename="a.jpg"',
    '',
    'the first bytes',
  ].join('\r\n');
  const socket = connect(other.port, '127.0.0.1');
  socket.write(
    `POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data; boundary=${boundary}\r\nContent-Length: 100000\r\n\r\n${half}`,
  );
  const [answer] = await once(socket, 'data');
  expect(String(answer)).toMatch(/^HTTP\/1.1 403/);
  socket.destroy();
  await once(socket, 'close');
  await other.remove();
});
