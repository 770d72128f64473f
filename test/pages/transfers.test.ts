import { Failure } from '../../miniprogram/cos/failures/Failure';
import type { UploadQueue } from '../../miniprogram/cos/upload/UploadQueue';
import { usePhone } from '../support/phone/usePhone';
import { type Sending, scriptedQueue } from '../upload/support/ScriptedUpload';
import { door } from './support/door';
import { largestChange } from './support/largestChange';
import { openPage } from './support/openPage';

/** The page of the transfers on the real queue, whose files end as the test says. */

const LIMIT = 64 * 1024;
const NAME = `${'长'.repeat(200)}.jpg`;

interface Data {
  stopped: object | null;
  sections: { id: string; count: number; groups: { id: string; rows: unknown[] }[] }[];
}
interface Methods {
  resumeAll(): void;
  clearDone(): void;
  retryGroup(event: object): void;
  remove(event: object): void;
}

let running: Sending[];
let queue: UploadQueue;
const flows = {
  get uploads() {
    return queue;
  },
};

beforeEach(() => {
  running = [];
  const script = {
    sent: (_name: string, sending: Sending) => void running.push(sending),
    discarded: () => undefined,
  };
  // Nothing is sent here, and a page has to draw rows in any state.
  queue = scriptedQueue(script, { pace: 1 }, { filesAtOnce: 1000 });
});
usePhone();

const load = () => {
  jest.doMock('../../miniprogram/cos/index', () => door(flows));
  jest.doMock('../../miniprogram/cos/failures/Failure', () => ({ Failure }));
  require('../../miniprogram/cos/pages/transfers/transfers');
};
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));
const add = (count: number) =>
  queue.add(
    Array.from({ length: count }, (_, index) => ({
      path: `http://tmp/${index}`,
      name: NAME,
      size: 100,
      thumbnail: `wxfile://tmp_${'f'.repeat(64)}_${index}.jpg`,
    })),
  );
const countOf = ({ sections }: Data) =>
  Object.fromEntries(
    sections.map(({ id, groups }) => [id, groups.reduce((sum, { rows }) => sum + rows.length, 0)]),
  );

test('500 rows: no setData above 64 kB, whatever happens to them', async () => {
  add(300);
  const { changes, data, page } = openPage<Data, Methods>(load);
  await settled();
  add(200);
  await settled();
  expect(countOf(data)).toEqual({ uploading: 500 });
  let mark = 0;
  const largestSince = () => {
    const largest = largestChange(changes.slice(mark));
    mark = changes.length;
    return largest;
  };
  expect(largestSince()).toBeLessThan(LIMIT);

  for (const transfer of running) transfer.progress(50);
  await settled();
  expect(largestSince()).toBeLessThan(LIMIT);

  running[0]?.succeed();
  await settled();
  expect(countOf(data)).toEqual({ uploading: 499, done: 1 });
  expect(largestSince()).toBeLessThan(LIMIT);

  for (const transfer of running.slice(0, 250)) transfer.succeed();
  for (const transfer of running.slice(250)) transfer.fail('upload-lost');
  await settled();
  expect(countOf(data)).toEqual({ failed: 250, done: 250 });
  expect(largestSince()).toBeLessThan(LIMIT);

  page.remove({ currentTarget: { dataset: { id: queue.items[100]?.id } } });
  await settled();
  expect(countOf(data)).toEqual({ failed: 250, done: 249 });
  expect(largestSince()).toBeLessThan(LIMIT);

  page.clearDone();
  await settled();
  expect(countOf(data)).toEqual({ failed: 250 });
  expect(largestSince()).toBeLessThan(LIMIT);
});

test('200 finished rows that are cleared, and 200 failed ones that are tried again, are one change each', async () => {
  add(400);
  const { changes, data, page } = openPage<Data, Methods>(load);
  for (const transfer of running.slice(0, 200)) transfer.succeed();
  for (const transfer of running.slice(200)) transfer.fail('upload-lost');
  await settled();
  let mark = changes.length;

  page.clearDone();
  await settled();
  expect(countOf(data)).toEqual({ failed: 200 });
  expect(changes.length - mark).toBeLessThanOrEqual(2);
  expect(Buffer.byteLength(JSON.stringify(changes.slice(mark)))).toBeLessThan(LIMIT);

  mark = changes.length;
  page.retryGroup({ currentTarget: { dataset: { cause: data.sections[0]?.groups[0]?.id } } });
  await settled();
  expect(countOf(data)).toEqual({ uploading: 200 });
  // The rows change their words: some pieces, not one for each row.
  expect(changes.length - mark).toBeLessThanOrEqual(6);
});

test('a closed page is written to no more', async () => {
  const { changes, page } = openPage<Data, Methods>(load);
  const before = changes.length;
  add(1);
  page.onUnload();
  await settled();
  add(1);
  await settled();
  expect(changes.length - before).toBeLessThanOrEqual(1);
});

test('why nothing is sent is shown once, above all rows, and one tap tries again', async () => {
  const { page, data } = openPage<Data, Methods>(load);
  add(30);
  for (const transfer of running.splice(0)) transfer.fail('key-rejected');
  await settled();
  expect(countOf(data)).toEqual({ queued: 30 });
  expect(data.stopped).toMatchObject({ code: 'key-rejected', help: 'retry' });
  page.resumeAll();
  await settled();
  expect(data.stopped).toBeNull();
  expect(countOf(data)).toEqual({ uploading: 30 });
});
