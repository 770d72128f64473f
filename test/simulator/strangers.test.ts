import { once } from 'node:events';
import net from 'node:net';
import WebSocket from 'ws';
import { cardAddresses } from '../../dev/lan/findAddress';
import { type Servers, startServers } from '../e2e/support/startServers';
import { ask } from '../support/ask';

/** What `npm start` serves is for its own page and for programs on this machine, and nothing that comes ends it. */

let servers: Servers;
let cloud: Servers['cloud'];
let phone: Servers['phone'];
let simulator: Servers['simulator'];

beforeAll(async () => {
  servers = await startServers();
  ({ cloud, phone, simulator } = servers);
});
afterAll(() => servers.close());

const evil = 'http://evil.example.com';
const strangers: [who: string, headers: (port: string) => Record<string, string>][] = [
  ['of another site', () => ({ Origin: evil })],
  ['of another port', () => ({ Origin: 'http://127.0.0.1:1' })],
  ['in a sandboxed frame', () => ({ Origin: 'null' })],
  ['with an origin that is none', () => ({ Origin: '::' })],
  ['that names no origin', () => ({ 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'no-cors' })],
  [
    'in whose frame it is',
    () => ({ 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'iframe' }),
  ],
  ['whose name was made to point here', (port) => ({ Host: `evil.example.com:${port}` })],
  [
    'whose name was made to point here, which is its origin too',
    (port) => ({ Host: `evil.example.com:${port}`, Origin: `${evil}:${port}` }),
  ],
  [
    'whose name begins as the address here',
    (port) => ({ Host: `127.example.com:${port}`, Origin: `http://127.example.com:${port}` }),
  ],
];

const places = () => [
  { url: `${simulator.url}/`, method: 'GET' },
  { url: `${simulator.url}/phone`, method: 'GET' },
  { url: `${simulator.url}/phone/runtime.js`, method: 'GET' },
  { url: `${simulator.url}/phone/app/app.json`, method: 'GET' },
  { url: `${simulator.url}/panel/objects`, method: 'GET' },
  { url: `${simulator.url}/panel/events`, method: 'GET' },
  { url: `${simulator.url}/panel/settings`, method: 'POST', body: '{"language":"en"}' },
  { url: `${cloud.functions.url}/cos-credentials`, method: 'POST', body: '{"code":"local-oSomebodyElse"}' },
  { url: cloud.cos.faultsUrl ?? '', method: 'GET' },
  { url: cloud.cos.faultsUrl ?? '', method: 'DELETE' },
];

describe.each(strangers)('a page %s', (_who, headersFor) => {
  test('reads and changes nothing', async () => {
    const language = phone.settings.current.language;
    const calls = cloud.functions.invocations('cos-credentials');
    for (const { url, method, body } of places()) {
      const headers = { 'Content-Type': 'text/plain', ...headersFor(new URL(url).port) };
      const {
        status,
        headers: answered,
        text,
      } = await ask(url, { method, headers, ...(body !== undefined && { body }) });
      expect([url, method, status]).toEqual([url, method, 403]);
      expect(answered['access-control-allow-origin']).toBeUndefined();
      expect(text).not.toContain('tmpSecretKey');
    }
    expect(phone.settings.current.language).toBe(language);
    expect(cloud.functions.invocations('cos-credentials')).toBe(calls);
  });

  test.each(['/page', '/automator'])('gets no connection to %s', async (path) => {
    const socket = new WebSocket(`${simulator.url.replace('http', 'ws')}${path}`, {
      headers: headersFor(new URL(simulator.url).port),
    });
    const outcome = await new Promise((resolve) => {
      socket.on('open', () => resolve('open'));
      socket.on('error', () => resolve('refused'));
    });
    expect(outcome).toBe('refused');
  });
});

const json = { 'Content-Type': 'application/json' };

test.each(['127.0.0.1', 'localhost'])('its own page may, as %s', async (name) => {
  const host = `${name}:${new URL(simulator.url).port}`;
  const headers = { ...json, Host: host, Origin: `http://${host}`, 'Sec-Fetch-Site': 'same-origin' };
  expect((await ask(`${simulator.url}/panel/objects`, { headers })).status).toBe(200);
  expect((await ask(`${simulator.url}/panel/settings`, { method: 'POST', headers, body: '{}' })).status).toBe(
    200,
  );
});

const [card] = cardAddresses();
(card ? test : test.skip)(
  "nobody listens at this computer's address in its network: that is for --lan",
  async () => {
    expect(simulator.networkUrl).toBeUndefined();
    for (const { url } of [simulator, cloud.functions, cloud.cos]) {
      const there = url.replace('127.0.0.1', card?.address ?? '');
      await expect(ask(there)).rejects.toThrow('ECONNREFUSED');
    }
  },
);

test('a link on another page opens it', async () => {
  const headers = {
    'Sec-Fetch-Site': 'cross-site',
    'Sec-Fetch-Mode': 'navigate',
    'Sec-Fetch-Dest': 'document',
  };
  const { status, headers: answered } = await ask(`${simulator.url}/`, { headers });
  expect(status).toBe(200);
  expect(answered['content-security-policy']).toBe("frame-ancestors 'self'");
});

test('a program on this machine may, whatever it is', async () => {
  const { status } = await ask(`${cloud.functions.url}/cos-credentials`, {
    method: 'POST',
    headers: json,
    body: '{"code":"local-oMe"}',
  });
  expect(status).toBe(200);
});

test.each(['/phone/app/%E0%A4%A', '/phone/files/%'])('%s is the fault of who asks', async (path) => {
  const { status, text } = await ask(`${simulator.url}${path}`);
  expect(status).toBe(400);
  expect(text).toContain('is no path');
});

/** The process of the tests is the process of the server: an error that nobody catches would end both. */
describe('nothing that comes ends the process', () => {
  const lives = async () => expect((await ask(`${simulator.url}/panel/objects`)).status).toBe(200);

  test.each(['//', '/\\', '/%', '*', 'http://[', '/phone/app/%E0%A4%A', '/phone/files/%'])(
    'the path %s',
    async (path) => {
      const { port } = new URL(simulator.url);
      const upgrade =
        'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n';
      for (const more of ['', upgrade]) {
        const socket = net.connect(Number(port), '127.0.0.1');
        socket.end(
          `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${more || 'Connection: close\r\n'}\r\n`,
        );
        socket.resume();
        await once(socket, 'close');
      }
      await lives();
    },
  );

  const noText = { toString: 1, valueOf: 1 };
  const call = (m: unknown, ...a: unknown[]) => ({ t: 'q', i: '1', m, a });
  const event = (m: unknown, ...a: unknown[]) => ({ t: 'q', m, a });

  test.each(['/page', '/automator'])('on %s', async (path) => {
    const frames: (string | Buffer | object)[] = [
      'no JSON',
      'null',
      '3',
      '[]',
      {},
      { id: 1, method: 7 },
      { id: '1', method: 'constructor' },
      { id: '1', method: '__proto__', params: null },
      { id: noText, method: 'Tool.getInfo' },
      { ...call('hello'), a: null },
      { ...call('hello'), i: noText },
      call(noText),
      call('hello', noText),
      call('readFile', null),
      call('request', { url: 'http://[', header: null, task: noText }),
      event('readFile', null),
      event('started', noText),
      event('logged', null),
      event('threw', { stack: 5, during: noText }),
      event('threw', { stack: 'at app.ts:1:1', during: noText }),
      { t: 's', i: noText },
      { t: 's', i: '1', e: null },
      Buffer.from([1]),
    ];
    for (const frame of frames) {
      const socket = new WebSocket(`${simulator.url.replace('http', 'ws')}${path}`);
      await once(socket, 'open');
      const text = typeof frame === 'string' || Buffer.isBuffer(frame) ? frame : JSON.stringify(frame);
      socket.send(text);
      // The second one comes where the first has made something else expected.
      socket.send(text);
      await new Promise((resolve) => setTimeout(resolve, 20));
      socket.terminate();
    }
    await lives();
  });

  test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'then', '$call', 'automate'])(
    '%s is nothing that a page could call',
    async (name) => {
      const socket = new WebSocket(`${simulator.url.replace('http', 'ws')}/page`);
      await once(socket, 'open');
      socket.send(JSON.stringify(call(name, 1)));
      const [answer] = await once(socket, 'message');
      expect(JSON.parse(String(answer))).toEqual({
        t: 's',
        i: '1',
        e: { message: expect.stringContaining(`"${name}" not found`) },
      });
      socket.terminate();
    },
  );

  test.each(['/page', '/automator'])(
    'text on %s that is no UTF-8, a frame that is none, and one that is too large',
    async (path) => {
      // Masked: text of one byte 0xff, a reserved opcode, 512 MiB of text, which is more than a string of Node holds.
      for (const bytes of [
        [0x81, 0x81, 0, 0, 0, 0, 0xff],
        [0x83, 0x80, 0, 0, 0, 0],
        [0x81, 0xff, 0, 0, 0, 0, 0x20, 0, 0, 0, 0, 0, 0, 0],
      ]) {
        const socket = new WebSocket(`${simulator.url.replace('http', 'ws')}${path}`);
        await once(socket, 'open');
        const { _socket: raw } = socket as unknown as { _socket: net.Socket };
        raw.write(Buffer.from(bytes));
        await once(socket, 'close');
      }
      await lives();
    },
  );
});
