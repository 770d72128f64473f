import { Network } from '../../miniprogram/cos/network/Network';
import { appLife } from '../../miniprogram/cos/task/AppLife';

/** A phone of which only the network is there. */
function phone(type: string | null = 'wifi') {
  const listeners = new Map<string, (value: object) => void>();
  const on = (name: string) => (listener: (value: object) => void) => void listeners.set(name, listener);
  const tell = (name: string, value: object = {}) => listeners.get(name)?.(value);
  const wx = {
    onAppShow: on('show'),
    onAppHide: on('hide'),
    onNetworkStatusChange: on('status'),
    getNetworkType: ({ success, fail }: { success(value: object): void; fail(error: object): void }) =>
      type === null ? fail({ errMsg: 'getNetworkType:fail' }) : success({ networkType: type }),
  };
  Object.assign(globalThis, { wx });
  const network = new Network();
  network.watch();
  const told: (string | boolean | undefined)[][] = [];
  network.subscribe((fresh) => told.push([network.isOnline ? 'online' : 'offline', network.type, fresh]));
  return { network, told, tell };
}

let now = 1000;
beforeEach(() => {
  jest.spyOn(Date, 'now').mockImplementation(() => now);
  now = 1000;
});
const settled = () => new Promise(setImmediate);

test.each([
  ['wifi', 'online', false],
  ['4g', 'online', true],
  ['none', 'offline', false],
  [null, 'online', false],
])('WeChat says %s at first', async (type, online, isMobile) => {
  const { network, told } = phone(type);
  expect([network.isOnline, network.type]).toEqual([true, undefined]);
  await settled();
  expect(told).toEqual([[online, type ?? 'unknown', false]]);
  expect(network.isMobile).toBe(isMobile);
});

test('an old base library tells nothing of a weak network; what is told counts at once', async () => {
  const { network, told, tell } = phone();
  await settled();
  tell('status', { isConnected: false, networkType: 'none' });
  tell('status', { isConnected: true, networkType: '4g' });
  expect(told.slice(1)).toEqual([
    ['offline', 'none', false],
    ['online', '4g', true],
  ]);
  expect(network.isWeak).toBe(false);
});

test('WeChat says Wi-Fi and nothing reaches the server: offline after a while, until anything does', async () => {
  const { network, told } = phone();
  await settled();
  told.length = 0;
  for (const step of [0, 1000, 500]) {
    now += step;
    network.heard(false, appLife.now());
  }
  // A blip of eight requests that break in one moment is none.
  expect(network.isOnline).toBe(true);
  now += 1500;
  network.heard(false, appLife.now());
  network.heard(false, appLife.now());
  expect(told).toEqual([['offline', 'wifi', false]]);
  network.heard(true, appLife.now());
  network.heard(true, appLife.now());
  expect(told.slice(1)).toEqual([['online', 'wifi', true]]);
  now += 10_000;
  network.heard(false, appLife.now());
  network.heard(false, appLife.now());
  expect(network.isOnline).toBe(true);
});

test('an answer from before the network was lost does not bring it back, one to a request that began since does', async () => {
  const { network, tell } = phone();
  await settled();
  const before = appLife.now();
  now += 100;
  tell('status', { isConnected: false, networkType: 'none' });
  now += 100;
  network.heard(true, before);
  expect(network.isOnline).toBe(false);
  network.heard(true, appLife.now());
  expect(network.isOnline).toBe(true);
});

test('what gave up tells only when nothing else has got through since it began', async () => {
  const { network } = phone();
  const since = appLife.now();
  now += 20_000;
  network.heard(true, appLife.now());
  network.gaveUp(since);
  expect(network.isOnline).toBe(true);
  const later = appLife.now() + 1;
  now += 20_000;
  network.gaveUp(later);
  expect(network.isOnline).toBe(false);
});
