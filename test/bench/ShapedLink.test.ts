import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { Socket } from 'node:net';
import { type LinkProfile, unshaped } from '../../dev/bench/link/LinkProfile';
import { ShapedLink } from '../../dev/bench/link/ShapedLink';
import { type Listening, listen } from '../../dev/http/listen';

const KB = 1024;

/** Answers with how many bytes came, and counts its connections. */
let server: Listening;
let received: number;
let link: ShapedLink;
const sockets = new Set<Socket>();

beforeAll(async () => {
  const counting = createServer((message, response) => {
    let bytes = 0;
    message.on('data', (chunk) => {
      bytes += chunk.length;
      received += chunk.length;
    });
    message.on('error', () => undefined);
    message.on('end', () => response.end(String(bytes)));
  });
  counting.on('connection', (socket) => sockets.add(socket));
  server = await listen(counting, 0, '127.0.0.1');
});

beforeEach(() => {
  received = 0;
});

afterEach(() => link.destroy());
afterAll(() => server.close());

function open(profile: Partial<LinkProfile>): void {
  link = new ShapedLink({ ...unshaped, ...profile });
}

/** Resolves with the answer and how long it took, in ms. */
async function send(bytes: number): Promise<{ text: string; ms: number }> {
  const began = performance.now();
  const sent = request(server.url, { method: 'POST', agent: link, headers: { 'Content-Length': bytes } });
  sent.end(Buffer.alloc(bytes));
  const [answer] = await once(sent, 'response');
  let text = '';
  for await (const chunk of answer) text += chunk;
  return { text, ms: performance.now() - began };
}

// At least: a machine that is busy makes it longer, never shorter.

test('all connections share one rate, each byte passes once', async () => {
  open({ bytesPerSecond: 1000 * KB });
  const answers = await Promise.all([send(50 * KB), send(50 * KB), send(100 * KB)]);
  expect(answers.map(({ text }) => text)).toEqual([51_200, 51_200, 102_400].map(String));
  expect(Math.max(...answers.map(({ ms }) => ms))).toBeGreaterThan(199);
  expect(link.passed).toMatchObject({ connections: 3, cuts: 0 });
  expect(link.passed.bytes).toBeGreaterThan(200 * KB);
  expect(link.passed.bytes).toBeLessThan(201 * KB);
});

test('those that send at once take turns: a small one does not wait for a large one', async () => {
  open({ bytesPerSecond: 1000 * KB });
  const order: string[] = [];
  const large = send(150 * KB).then(() => order.push('large'));
  await Promise.all([large, send(10 * KB).then(() => order.push('small'))]);
  expect(order).toEqual(['small', 'large']);
});

test('a connection costs its handshakes, one that is kept only the round trip', async () => {
  open({ roundTripMs: 40, handshakes: 2 });
  const first = await send(1);
  const second = await send(1);
  expect(first.ms).toBeGreaterThan(119);
  expect(second.ms).toBeGreaterThan(39);
  expect(first.ms - second.ms).toBeGreaterThan(40);
  expect(link.passed.connections).toBe(1);
});

test('a connection that the server closes while it is idle is not used again', async () => {
  open({ roundTripMs: 10 });
  await send(1);
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect((await send(1)).text).toBe('1');
  expect(link.passed.connections).toBe(2);
}, 5_000);

test('what is written counts as sent only when the link has room for it', async () => {
  open({ bytesPerSecond: 100 * KB });
  const sent = request(server.url, { method: 'POST', agent: link, headers: { 'Content-Length': 100 * KB } });
  sent.on('error', () => undefined);
  let taken = 0;
  for (let i = 0; i < 100; i += 1) sent.write(Buffer.alloc(KB), () => (taken += 1));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(taken * KB).toBeLessThanOrEqual(link.passed.bytes + link.bufferBytes + KB);
  expect(taken).toBeGreaterThan(0);
});

test('a cut ends the connection for both, after the same bytes for the same seed', async () => {
  const cut = async (seed: number) => {
    open({ cuts: { chance: 0.5, seed } });
    await expect(send(1000 * KB)).rejects.toThrow('cut');
    const { bytes, cuts } = link.passed;
    expect(cuts).toBe(1);
    return bytes;
  };
  const first = await cut(7);
  expect(await cut(7)).toBe(first);
  expect(await cut(8)).not.toBe(first);
  expect(received).toBeLessThan(3000 * KB);
});
