import { once } from 'node:events';
import { connect } from 'node:net';
import { send, sendRaw } from './support/send';
import { rootKey, startTestServer, type TestServer } from './support/startTestServer';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.remove());

/** What the server answers to bytes that are no request. */
function talk(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(server.port, '127.0.0.1', () => socket.write(bytes));
    let answer = '';
    socket.setEncoding('utf8');
    socket.on('data', (text) => {
      answer += text;
    });
    socket.on('error', reject);
    socket.on('end', () => resolve(answer));
  });
}

test.each([
  ['no HTTP', 'hello\r\n\r\n'],
  ['two lengths', 'PUT /a HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx'],
  ['a header without a name', 'GET /a HTTP/1.1\r\nHost: a\r\n: x\r\n\r\n'],
  ['10,000 parameters', `GET /?${'a=1&'.repeat(10_000)} HTTP/1.1\r\nHost: a\r\n\r\n`],
])('%s is a bad request', async (_, bytes) => {
  const answer = await talk(bytes);
  expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
  expect(answer).toContain('x-cos-request-id: ');
  expect(answer).toContain('<Code>BadRequest</Code>');
});

const deletion = (body: string) =>
  send(server, rootKey, { method: 'POST', path: '/', query: { delete: '' }, body });

test.each([
  ['nothing', '', 'MissingRequestBodyError'],
  ['text', 'delete everything', 'MalformedXML'],
  ['another element', '<Complete/>', 'MalformedXML'],
  ['an open element', '<Delete><Object><Key>a</Key></Object>', 'MalformedXML'],
  ['no keys', '<Delete><Quiet>true</Quiet></Delete>', 'MalformedXML'],
  ['an empty key', '<Delete><Object><Key></Key></Object></Delete>', 'MalformedXML'],
  ['1001 keys', `<Delete>${'<Object><Key>a</Key></Object>'.repeat(1001)}</Delete>`, 'MalformedXML'],
  [
    'entities',
    '<!DOCTYPE d [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><Delete><Object><Key>&b;</Key></Object></Delete>',
    'MalformedXML',
  ],
  ['deep nesting', `${'<Delete>'.repeat(50_000)}${'</Delete>'.repeat(50_000)}`, 'MalformedXML'],
  ['too much', `<Delete>${' '.repeat(5_000_000)}</Delete>`, 'XMLSizeLimit'],
])('a list to delete with %s', async (_, body, code) => {
  expect(await deletion(body)).toMatchObject({ status: 400, code });
});

test('keys of a list to delete may hold anything', async () => {
  const keys = ['a & b', ' spaces ', '<tag>', '中', 'quote "'];
  for (const key of keys) await send(server, rootKey, { method: 'PUT', path: `/${key}`, body: key });
  const escaped = (key: string) =>
    key.replaceAll('<', '&#x3c;').replaceAll('>', '&#62;').replaceAll('"', '&quot;');
  // An `&` that is not escaped, as cos-wx-sdk-v5 1.4.13 sends it.
  const body = `<?xml version="1.0"?>\n<Delete>\n  <Quiet>true</Quiet>\n${keys.map((key) => `<Object><Key>${escaped(key)}</Key></Object>`).join('\n')}</Delete>`;
  expect((await deletion(body)).text).toBe('<?xml version="1.0" encoding="UTF-8"?><DeleteResult/>');
  expect(await server.objects()).toEqual([]);
});

test('an upload must tell its length', async () => {
  const bytes = 'PUT /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n';
  expect(await talk(bytes)).toContain('<Code>AccessDenied</Code>');
  const answer = await send(server, rootKey, {
    method: 'PUT',
    path: '/chunked',
    unsigned: { 'transfer-encoding': 'chunked' },
  });
  expect(answer.status).toBe(200);
});

test('requests are logged, and listeners told', async () => {
  const heard: string[] = [];
  const end = server.onRequest(({ operation }) => heard.push(operation));
  await send(server, rootKey, { method: 'PUT', path: '/log', body: '12345' });
  await send(server, rootKey, { path: '/log' });
  end();
  await sendRaw(server, { path: '/log' });
  expect(heard).toEqual(['PutObject', 'GetObject']);
  const [put, get, refused] = server.requests().slice(-3);
  const common = { bucket: 'examplebucket-1250000000', key: 'log' };
  expect(put).toMatchObject({
    ...common,
    caller: rootKey.secretId,
    status: 200,
    requestBytes: 5,
    responseBytes: 0,
  });
  expect(get).toMatchObject({ ...common, status: 200, requestBytes: 0, responseBytes: 5 });
  expect(refused).toMatchObject({ ...common, caller: 'anonymous', status: 403, operation: 'GetObject' });
  expect(refused?.reason).toContain('no signature');
});

test('who still sends when the answer comes gets it, and no reset', async () => {
  const head = 'PUT /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 300000\r\n\r\n';
  const socket = connect(server.port, '127.0.0.1', () => socket.write(head));
  const [answer] = await once(socket, 'data');
  expect(String(answer)).toContain('<Code>AccessDenied</Code>');
  for (let sent = 0; sent < 300_000; sent += 100_000) {
    await new Promise<void>((resolve, reject) => {
      socket.write(Buffer.alloc(100_000), (error) => (error ? reject(error) : resolve()));
    });
  }
  await once(socket, 'end');
  socket.destroy();
});
