import { Failure } from '../../miniprogram/cos/failures/Failure';
import type { StoredObject } from '../../miniprogram/cos/objects/StoredObject';
import { door } from './support/door';
import { object } from './support/object';

const objects = (keys: string) => [...keys].map(object);
const failure = (code: Failure['code']) => new Failure({ code, attempt: { action: 'delete' }, detail: '' });

interface Run {
  readonly keys: string;
  tell(removed: number): void;
  /** Those fail, the others are gone. */
  end(failed?: string, code?: Failure['code']): void;
}
let runs: Run[];
const removeAll = (all: StoredObject[], { onProgress }: { onProgress(progress: object): void }) => {
  let cancel: () => void = () => undefined;
  const result = new Promise((resolve, reject) => {
    cancel = () => reject(failure('cancelled'));
    const tell = (removed: number, failed = 0) => onProgress({ files: all.length, removed, failed });
    runs.push({
      keys: all.map(({ key }) => key).join(''),
      tell,
      end(failed = '', code = 'timeout') {
        const left = all.filter(({ key }) => failed.includes(key));
        tell(all.length - left.length, left.length);
        resolve({ failed: left.map((one) => ({ object: one, failure: failure(code) })) });
      },
    });
  });
  return { result, cancel };
};
jest.doMock('../../miniprogram/cos/index', () => door({ removeAll }));
Object.assign(globalThis, { wx: { getAppBaseInfo: () => ({ language: 'en' }) } });
const { Deletions } = jest.requireActual<typeof import('../../miniprogram/cos/pages/deletions')>(
  '../../miniprogram/cos/pages/deletions',
);

let deletions: InstanceType<typeof Deletions>;
const hidden = () => [...'abcdef'].filter((key) => deletions.isHidden(key)).join('');
const deleted = () => runs.map(({ keys }) => keys);
const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  jest.useFakeTimers();
  runs = [];
  deletions = new Deletions();
});
afterEach(() => jest.useRealTimers());

test('hidden at once, deleted after five seconds and not before', async () => {
  const heard: boolean[] = [];
  deletions.subscribe((filesChanged) => heard.push(filesChanged));
  deletions.add(objects('abc'));
  expect([hidden(), deletions.view?.state, deletions.view?.title]).toEqual(['abc', 'undo', '3 deleted']);
  await pass(4999);
  expect(deleted()).toEqual([]);
  await pass(1);
  expect([deleted(), hidden(), deletions.view]).toEqual([['abc'], 'abc', null]);
  runs[0]?.end();
  await pass(0);
  expect([hidden(), deletions.view]).toEqual(['', null]);
  expect(heard).toContain(true);
  await pass(60_000);
  expect(deleted()).toEqual(['abc']);
});

test('undone at the last moment nothing is deleted; a moment later it is too late', async () => {
  deletions.add(objects('ab'));
  await pass(4999);
  deletions.undo();
  expect([hidden(), deletions.view]).toEqual(['', null]);
  await pass(60_000);
  expect(deleted()).toEqual([]);

  deletions.add(objects('ab'));
  await pass(5000);
  deletions.undo();
  expect([hidden(), deleted()]).toEqual(['ab', ['ab']]);
});

test('a page that goes deletes at once, and never twice', async () => {
  deletions.add(objects('ab'));
  deletions.commit();
  deletions.commit();
  await pass(60_000);
  expect(deleted()).toEqual(['ab']);
});

test('the next ones wait alone, and what is on its way already is not deleted again', async () => {
  deletions.add(objects('ab'));
  deletions.add(objects('bc'));
  expect([deleted(), deletions.view?.title]).toEqual([['ab'], '1 deleted']);
  deletions.undo();
  expect(hidden()).toBe('ab');
  deletions.add(objects('ab'));
  expect(deletions.view).toBeNull();
});

test('what takes long shows how far it is, and can be stopped: the rest is back', async () => {
  deletions.add(objects('abcd'));
  deletions.commit();
  await pass(500);
  expect(deletions.view).toBeNull();
  await pass(100);
  runs[0]?.tell(1);
  expect(deletions.view).toMatchObject({
    state: 'deleting',
    title: 'Deleting, 1 of 4 done',
    percent: 25,
  });
  deletions.stop();
  await pass(0);
  expect([hidden(), deletions.view?.title]).toEqual(['', '1 deleted, 3 stopped']);
  deletions.dismiss();
  expect(deletions.view).toBeNull();
});

test('what failed is back with one card for all of one cause, and can be tried again', async () => {
  deletions.add(objects('abcd'));
  deletions.commit();
  runs[0]?.end('bc', 'network-interrupted');
  await pass(0);
  expect(hidden()).toBe('');
  expect(deletions.view).toMatchObject({
    state: 'ended',
    title: '2 deleted, 2 failed',
    failures: [{ failure: { code: 'network-interrupted', heading: 'Could not delete 2 files' } }],
  });
  const [card] = deletions.view?.failures ?? [];
  deletions.retry(card?.id ?? '');
  deletions.retry(card?.id ?? '');
  expect([deleted(), hidden()]).toEqual([['abcd', 'bc'], 'bc']);
  runs[1]?.end();
  await pass(0);
  expect([hidden(), deletions.view]).toEqual(['', null]);
});

test('a reason that nobody has read is still there after the next deletion; files that are deleted again have not failed', async () => {
  deletions.add(objects('abc'));
  deletions.commit();
  runs[0]?.end('bc');
  await pass(0);
  deletions.add(objects('cd'));
  expect(deletions.view?.title).toBe('2 deleted');
  deletions.commit();
  runs[1]?.end();
  await pass(0);
  expect(deletions.view?.title).toBe('3 deleted, 1 failed');
  deletions.dismiss();
  deletions.add(objects('e'));
  deletions.commit();
  runs[2]?.end('e');
  await pass(0);
  expect(deletions.view?.title).toBe('1 failed');
});
