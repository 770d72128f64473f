import { Failure } from '../../miniprogram/cos/failures/Failure';
import { door } from '../pages/support/door';
import { largestChange } from '../pages/support/largestChange';
import { type Sending, scriptedQueue } from '../upload/support/ScriptedUpload';
import { openComponent } from './support/openComponent';

/** What `cos-uploader` sends to the screen, on the real queue, whose files end as the test says. */

interface Data {
  value: string[];
  tiles: { id: string; state: string; line: string; label: string; retries: boolean }[];
  notice: object | null;
  failures: object[];
  lifted: string;
}
interface Methods {
  add(): Promise<void>;
  open(event: object): void;
  lift(event: object): void;
  carry(event: object): void;
  putDown(): void;
}

let running: Map<string, Sending>;
let chosen: object[];
const flows = {
  createUploads: () =>
    scriptedQueue(
      { sent: (name, sending) => void running.set(name, sending), discarded: () => undefined },
      { pace: 1 },
    ),
  chooseFiles: async () => chosen,
  nameOf: (key: string) => key.slice(key.lastIndexOf('/') + 1),
};

beforeEach(() => {
  running = new Map();
  chosen = [];
  Object.assign(globalThis, { wx: { getAppBaseInfo: () => ({ language: 'en' }) } });
});
afterEach(() => {
  Reflect.deleteProperty(globalThis, 'wx');
});

const load = () => {
  jest.doMock('../../miniprogram/cos/index', () => ({ ...door(flows), describeFailure: () => ({}) }));
  jest.doMock('../../miniprogram/cos/failures/Failure', () => ({ Failure }));
  require('../../miniprogram/cos/components/cos-uploader/cos-uploader');
};
const boxes = [0, 1, 2].map((at) => ({ left: at * 110, top: 0, width: 100, height: 100 }));
const open = (properties: object = {}) =>
  openComponent<Data, Methods>(load, { from: ['album'], ...properties }, { boxes });
const file = (name: string) => ({
  path: `http://tmp/${name}`,
  name,
  size: 100,
  thumbnail: `http://tmp/${name}`,
});
/** In turns, and not in one time: on a busy machine that is over before what follows from a timer has had its own. */
const settled = async () => {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setTimeout(resolve, 2));
};
const keys = (count: number) => Array.from({ length: count }, (_, at) => `users/me/${at}.jpg`);
const touch = (id: string, clientX: number) => ({
  touches: [{ clientX, clientY: 50 }],
  currentTarget: { dataset: { id } },
});

test('progress of one of a hundred sends what is written on its tile', async () => {
  const { component, changes, data, detach } = open({ value: keys(99), max: 100 });
  chosen = [file('new.jpg')];
  await component.add();
  await settled();
  const before = changes.length;
  for (const loaded of [10, 11, 42]) {
    running.get('new.jpg')?.progress(loaded);
    await settled();
  }
  const sent = changes.slice(before);
  expect(sent.map((change) => change['tiles[99].line'])).toEqual(['10 %', '11 %', '42 %']);
  expect(new Set(sent.flatMap(Object.keys))).toEqual(
    new Set(['tiles[99].line', 'tiles[99].percent', 'tiles[99].label']),
  );
  expect(largestChange(sent)).toBeLessThan(200);
  running.get('new.jpg')?.progress(42);
  await settled();
  expect(changes).toHaveLength(before + 3);
  expect(data.tiles).toHaveLength(100);
  detach();
});

test('a finger that carries a tile sends where it is, and the places only when they change', () => {
  const { component, changes, events } = open({ value: keys(3) });
  component.lift(touch('users/me/0.jpg', 50));
  const before = changes.length;
  for (const x of [60, 70, 110, 120, 130]) component.carry(touch('users/me/0.jpg', x));
  const sent = changes.slice(before);
  expect(sent.filter((change) => 'carried' in change)).toHaveLength(5);
  expect(sent.filter((change) => 'shifts' in change)).toHaveLength(1);
  expect(largestChange(sent)).toBeLessThan(100);
  component.putDown();
  expect(events).toEqual([['change', { value: ['users/me/1.jpg', 'users/me/0.jpg', 'users/me/2.jpg'] }]]);
});

test('a finger that is gone before the tiles are measured opens the menu, and lifts nothing', () => {
  const { component, data } = open({ value: keys(3) });
  const showActionSheet = jest.fn();
  Object.assign(wx, { showActionSheet });
  let answer: (found: object) => void = () => undefined;
  const query = {
    selectAll: () => query,
    boundingClientRect(then: typeof answer) {
      answer = then;
      return query;
    },
    exec: () => undefined,
  };
  Object.assign(component, { createSelectorQuery: () => query });
  component.lift(touch('users/me/1.jpg', 50));
  component.putDown();
  answer(boxes);
  expect(data.lifted).toBe('');
  expect(showActionSheet).toHaveBeenCalledTimes(1);
  const { itemList } = showActionSheet.mock.calls[0][0];
  expect(itemList).toEqual(['Move forward', 'Move back', 'Remove 1.jpg']);
});

test('files that come or go meanwhile end the carrying', () => {
  const { component, data, events, set } = open({ value: keys(3) });
  component.lift(touch('users/me/0.jpg', 50));
  component.carry(touch('users/me/0.jpg', 270));
  set({ value: keys(2) });
  expect(data.lifted).toBe('');
  component.putDown();
  expect([data.value, events]).toEqual([keys(2), []]);
});

test('what is on its way does not end it, and keeps its place', async () => {
  const { component, data, events } = open({ value: keys(2) });
  chosen = [file('new.jpg')];
  await component.add();
  await settled();
  component.lift(touch('#1', 270));
  component.carry(touch('#1', 50));
  running.get('new.jpg')?.succeed();
  await settled();
  expect(data.lifted).toBe('#1');
  component.putDown();
  expect(events.at(-1)).toEqual(['change', { value: ['users/me/new.jpg', ...keys(2)] }]);
});

test('what was chosen while the page was left is not sent', async () => {
  const { component, detach } = open();
  chosen = [file('late.jpg')];
  const adding = component.add();
  detach();
  await adding;
  await settled();
  expect(running.size).toBe(0);
});

test('a cause that all files share is said once, its form is idle, and one tap tries all again', async () => {
  const { component, data, events } = open({ max: 30 });
  chosen = Array.from({ length: 20 }, (_, at) => file(`${at}.jpg`));
  await component.add();
  for (const sending of [...running.values()]) sending.fail('key-rejected');
  await settled();
  expect(events.map(([type]) => type)).toEqual(['busy', 'error', 'idle']);
  expect(data.notice).toMatchObject({ code: 'key-rejected', help: 'retry' });
  expect(data.failures).toEqual([]);
  expect(data.tiles.every(({ retries }) => retries)).toBe(true);
  component.open({ currentTarget: { dataset: { id: data.tiles[3]?.id } } });
  await settled();
  for (let round = 0; round < 2; round += 1) {
    for (const sending of [...running.values()]) sending.succeed();
    await settled();
  }
  expect(data.notice).toBeNull();
  expect(data.tiles.map(({ state }) => state)).toEqual(Array(20).fill('stored'));
  expect(events.at(-1)).toEqual(['idle', { failed: 0 }]);
});
