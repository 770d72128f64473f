import { type Channel, openChannel, type Wire } from '../../dev/simulator/messages/openChannel';
import { WxFailure } from '../../dev/simulator/messages/WxFailure';

interface Asking {
  told(text: string): void;
}

interface Answering {
  echo(text: string, bytes?: Uint8Array): Promise<{ text: string; bytes?: Uint8Array }>;
  refuse(): Promise<never>;
  fail(): Promise<never>;
  circle(): Promise<object>;
  wait(): Promise<void>;
  tell(text: string): void;
}

let frames: (string | Uint8Array)[];
let isOpen: boolean;
let heard: string[];
let channel: Channel<Answering>;

beforeEach(() => {
  frames = [];
  heard = [];
  isOpen = true;
  const wireTo = (receiver: () => Channel<unknown>): Wire => ({
    isOpen: () => isOpen,
    send(frame) {
      frames.push(frame);
      queueMicrotask(() => receiver().receive(frame));
    },
  });
  const asking: Channel<Answering> = openChannel<Asking, Answering>({
    wire: wireTo(() => answering),
    events: { tell: true },
    offer: () => ({ told: (text) => heard.push(text) }),
  });
  const answering: Channel<Asking> = openChannel<Answering, Asking>({
    wire: wireTo(() => asking),
    events: { told: true },
    offer: (other) => ({
      echo: async (text, bytes) => ({ text, ...(bytes && { bytes }) }),
      refuse: () => Promise.reject(new WxFailure('no such file', 1300002)),
      fail: () => Promise.reject(new TypeError('broken')),
      async circle() {
        const circle: { self?: object } = {};
        circle.self = circle;
        return circle;
      },
      wait: () => new Promise(() => undefined),
      tell: (text) => other.told(`${text} back`),
    }),
  });
  channel = asking;
});

test('text and bytes go both ways, the bytes as a frame of their own', async () => {
  const bytes = Uint8Array.from([0, 127, 128, 255]);
  expect(await channel.other.echo('照片')).toEqual({ text: '照片' });
  expect(frames).toEqual([expect.any(String), expect.any(String)]);
  const answers = [channel.other.echo('a', bytes), channel.other.echo('b', new Uint8Array())];
  expect(await Promise.all(answers)).toEqual([
    { text: 'a', bytes },
    { text: 'b', bytes: new Uint8Array() },
  ]);
  expect(frames[2]).toBe(bytes);
});

test('a failure of WeChat arrives as one, any other with its message', async () => {
  await expect(channel.other.refuse()).rejects.toEqual(new WxFailure('no such file', 1300002));
  await expect(channel.other.refuse()).rejects.toMatchObject({ errno: 1300002, errCode: undefined });
  await expect(channel.other.fail()).rejects.toEqual(new Error('broken'));
});

test('an answer that JSON can’t hold is a failure of the call', async () => {
  await expect(channel.other.circle()).rejects.toThrow('circular');
  expect(await channel.other.echo('still there')).toEqual({ text: 'still there' });
});

test('events have no answer', async () => {
  channel.other.tell('hello');
  await channel.other.echo('');
  expect(heard).toEqual(['hello back']);
  expect(frames.filter((frame) => String(frame).includes('hello'))).toHaveLength(2);
});

test('when the connection is gone, who waits and who calls hears it; events are silent', async () => {
  const waiting = channel.other.wait();
  const outcome = expect(waiting).rejects.toThrow('it was closed');
  await channel.other.echo('');
  isOpen = false;
  channel.end('it was closed');
  await outcome;
  await expect(channel.other.echo('')).rejects.toThrow('it was closed');
  channel.other.tell('nobody');
  expect(heard).toEqual([]);
});

test.each([
  'null',
  '{}',
  '{"t":"q","m":1,"a":[]}',
  '{"t":"q","m":"echo"}',
  '{"t":"s"}',
  '{"t":"s","i":1}',
  'x',
])('the text %s is no message', (text) => {
  expect(() => channel.receive(text)).toThrow();
});
