import { Failure } from '../../miniprogram/cos/failures/Failure';
import type { UploadQueue } from '../../miniprogram/cos/upload/UploadQueue';
import { usePhone } from '../support/phone/usePhone';
import { type Sending, scriptedQueue } from '../upload/support/ScriptedUpload';
import { door } from './support/door';
import { largestChange } from './support/largestChange';
import { openPage } from './support/openPage';

/** The page of the transfers on the real queue, whose files end as the test says. */

const LIMIT = 8 * 1024;
const NAME = `${'长'.repeat(200)}.jpg`;

interface Data {
  total: { title: string; pace: string; control: string; question: string | null } | null;
  labels: { empty: string };
  stopped: { heading: string; helpLabel: string } | null;
  sections: {
    id: string;
    title: string;
    groups: { id: string; above: number; rows: string[]; below: number }[];
  }[];
  rows: Record<string, { id: string; state: string; percent: number } | null>;
}
interface Methods {
  setData(change: Record<string, unknown>): void;
  commandAll(event: object): void;
  command(event: object): void;
  control(): void;
  onPageScroll(scroll: { scrollTop: number }): void;
}

let running: Sending[];
let queue: UploadQueue;
const flows = {
  get uploads() {
    return queue;
  },
};
const phone = usePhone({ settings: { language: 'en' } });

beforeEach(() => {
  jest.useFakeTimers();
  running = [];
  const script = {
    sent: (_name: string, sending: Sending) => {
      running.push(sending);
      // It has its lane at once.
      void Promise.resolve().then(() => sending.progress(0));
    },
    discarded: () => undefined,
  };
  // Nothing is sent here, and a page has to draw rows in any state.
  queue = scriptedQueue(script, { pace: 250 }, { filesAtOnce: 1000 });
});
afterEach(() => {
  jest.useRealTimers();
});

const load = () => {
  jest.doMock('../../miniprogram/cos/index', () => door(flows));
  jest.doMock('../../miniprogram/cos/failures/Failure', () => ({ Failure }));
  require('../../miniprogram/cos/pages/transfers/transfers');
};
const add = (count: number) =>
  queue.add(
    Array.from({ length: count }, (_, index) => ({
      path: `http://tmp/${index}`,
      name: NAME,
      size: 100,
      thumbnail: `wxfile://tmp_${'f'.repeat(64)}_${index}.jpg`,
    })),
  );

/** Opens the page, and watches what goes to the screen: four times a second at most, never above 8 KB. */
function open() {
  const { changes, data, page } = openPage<Data, Methods>(load);
  const times: number[] = [];
  const { setData } = page;
  page.setData = (change) => {
    times.push(Date.now());
    setData(change);
  };
  const bytesAt = (at: number) => largestChange(changes.slice(at, at + 1));
  page.onShow();
  return {
    data,
    page,
    /** Lets so many milliseconds pass. Resolves with how often something was sent meanwhile. */
    async pass(duration: number): Promise<number> {
      const before = times.length;
      await jest.advanceTimersByTimeAsync(duration);
      expect(largestChange(changes)).toBeLessThan(LIMIT);
      times.forEach((time, at) => {
        if (at > 0) expect(time - (times[at - 1] ?? 0)).toBeGreaterThanOrEqual(250);
      });
      return times.length - before;
    },
    /** Bytes in the second from then on that had most. */
    busiestSince(start: number): number {
      const within = (from: number) =>
        times.map((time, at) => (time >= from && time < from + 1000 ? bytesAt(at) : 0));
      const sums = times
        .filter((time) => time >= start)
        .map((time) => within(time).reduce((sum, each) => sum + each, 0));
      return Math.max(0, ...sums);
    },
  };
}

const titles = ({ sections }: Data) => sections.map(({ title }) => title);
/** Rows that are drawn, in order, and whether each is what its place says. */
const drawn = ({ sections, rows }: Data) =>
  sections.flatMap(({ groups }) => groups.flatMap((group) => group.rows.map((slot) => rows[slot])));

test('500 files: whatever happens to them, four small setData a second, of the rows near the screen only', async () => {
  add(300);
  const { data, page, pass } = open();
  await pass(1000);
  expect(titles(data)).toEqual(['Uploading · 300']);
  const most = drawn(data).length;
  expect(most).toBeGreaterThan(15);
  expect(most).toBeLessThan(40);

  add(200);
  await pass(1000);
  expect(titles(data)).toEqual(['Uploading · 500']);

  for (let at = 1; at <= 20; at += 1) {
    for (const transfer of running) transfer.progress(at);
    await pass(100);
  }
  await pass(300);
  expect(drawn(data)[0]?.percent).toBe(20);

  page.control();
  await pass(1000);
  expect(titles(data)).toEqual(['Waiting · 500']);
  expect(data.total).toMatchObject({ control: 'resume', pace: 'Paused' });
  page.control();
  await pass(1000);
  expect(titles(data)).toEqual(['Uploading · 500']);

  for (const transfer of running.slice(500, 750)) transfer.succeed();
  for (const transfer of running.slice(750)) transfer.fail('upload-lost');
  await pass(1000);
  expect(titles(data)).toEqual(['Failed · 250', 'Done · 250']);

  page.commandAll({ currentTarget: { dataset: { section: 'done', command: 'remove' } } });
  await pass(1000);
  expect(titles(data)).toEqual(['Failed · 250']);

  const group = data.sections[0]?.groups[0]?.id;
  page.commandAll({ currentTarget: { dataset: { section: 'failed', group, command: 'retry' } } });
  await pass(1000);
  expect(titles(data)).toEqual(['Uploading · 250']);
  expect(data.total?.title).toBe('0 of 250 uploaded');
});

test('many small files: all that it sends in a second is small, and what a person does is seen at once all the same', async () => {
  add(500);
  const { data, page, pass, busiestSince } = open();
  await pass(2000);
  const start = Date.now();
  for (let step = 1; step <= 60; step += 1) {
    for (const transfer of running.splice(0, 4)) transfer.succeed();
    for (const [at, transfer] of running.entries()) transfer.progress(step + (at % 12));
    await pass(100);
  }
  expect(busiestSince(start)).toBeLessThan(LIMIT);
  expect(Number.parseInt(data.total?.title ?? '', 10)).toBeGreaterThan(180);
  page.control();
  // What was being sent goes first.
  await pass(520);
  expect(data.total?.pace).toBe('Paused');
});

test('scrolled, the rows near the screen are there, and the list is as high as before', async () => {
  add(500);
  const { data, page, pass } = open();
  const row = Math.round((144 * phone.screen.windowWidth) / 750);
  for (const scrollTop of [0, 300, 600, 5000, 20_000, 100]) {
    page.onPageScroll({ scrollTop });
    await pass(1000);
    const [group] = data.sections[0]?.groups ?? [];
    if (group === undefined) throw new Error('no group');
    expect(group.above + group.rows.length * row + group.below).toBe(500 * row);
    expect(group.above).toBeLessThanOrEqual(scrollTop);
    expect(group.above + group.rows.length * row).toBeGreaterThan(
      scrollTop + phone.screen.windowHeight - 200,
    );
    expect(drawn(data).map((view) => view?.id)).toEqual(
      queue.items.slice(group.above / row, group.above / row + group.rows.length).map(({ id }) => id),
    );
  }
});

test('hidden it sends nothing, and knows all when it is shown again; left, it is told nothing more', async () => {
  add(10);
  const { data, page, pass } = open();
  await pass(1000);
  page.onHide();
  for (let at = 1; at <= 10; at += 1) {
    for (const transfer of running) transfer.progress(at);
    expect(await pass(250)).toBe(0);
  }
  page.onShow();
  expect(drawn(data)[0]?.percent).toBe(10);
  page.onUnload();
  running[0]?.succeed();
  expect(await pass(1000)).toBe(0);
});

test('while nothing moves it says so: the speed goes away', async () => {
  add(1);
  const { data, pass } = open();
  for (let at = 1; at <= 20; at += 1) {
    running[0]?.progress(at);
    await pass(250);
  }
  expect(data.total?.pace).toMatch(/^[34]\.?\d* B\/s · \d+ s$/);
  await pass(60_000);
  expect(data.total?.pace).toBe('20 %');
  running[0]?.succeed();
  await pass(1000);
  expect(jest.getTimerCount()).toBe(0);
});

test('what an earlier start left is told by its number, as long as nothing more is known', async () => {
  const state = jest.spyOn(queue, 'state', 'get').mockReturnValue({ name: 'returning', files: 3 });
  const { data, pass } = open();
  await pass(300);
  expect([data.total, data.labels.empty]).toEqual([
    null,
    '3 files from last time come back when there is a connection.',
  ]);
  state.mockReturnValue({ name: 'idle' });
  queue.restore([], false);
  await pass(1000);
  expect(data.labels.empty).toMatch(/^No transfers/);
});

test('the whole queue is told of once: stopped, or asking', async () => {
  add(2);
  const { data, pass } = open();
  const failure = new Failure({ code: 'credential-refused', attempt: { action: 'upload' }, detail: '' });
  const state = jest.spyOn(queue, 'state', 'get').mockReturnValue({ name: 'stopped', failure });
  add(1);
  await pass(1000);
  expect(data.stopped).toMatchObject({ heading: 'Uploading has stopped', helpLabel: 'Try again' });
  expect(data.total).toMatchObject({ control: '', question: null });
  state.mockReturnValue({ name: 'asking', bytes: 300 });
  add(1);
  await pass(1000);
  expect(data.stopped).toBeNull();
  expect(data.total).toMatchObject({ control: 'pause', question: 'Send 300 B over the mobile network?' });
});
