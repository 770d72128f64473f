import { Failure } from '../../miniprogram/cos/failures/Failure';
import { messages } from '../../miniprogram/cos/i18n/messages';
import type { SaveAllProgress, SaveAllResult } from '../../miniprogram/cos/index';
import type { StoredObject } from '../../miniprogram/cos/objects/StoredObject';
import { door } from './support/door';

const object = (key: string): StoredObject => ({
  key,
  name: `${key}.jpg`,
  size: 1024,
  modified: 0,
  etag: '',
  kind: 'image',
  extension: 'jpg',
});
const failure = (code: Failure['code']) => new Failure({ code, attempt: { action: 'save' }, detail: '' });

interface Running {
  readonly keys: string;
  tell(progress: Partial<SaveAllProgress>): void;
  end(failed: Record<string, Failure['code']>): void;
  reject(code: Failure['code']): void;
}
let running: Running[];
const openSettings = jest.fn();
const asked: ((() => Promise<boolean>) | undefined)[] = [];
const saveAllToAlbum = (
  objects: StoredObject[],
  {
    onProgress,
    beforeAlbumQuestion,
  }: { onProgress: (progress: SaveAllProgress) => void; beforeAlbumQuestion?: () => Promise<boolean> },
) => {
  let reject: Running['reject'] = () => undefined;
  asked.push(beforeAlbumQuestion);
  const result = new Promise<SaveAllResult>((resolve, fail) => {
    reject = (code) => fail(failure(code));
    running.push({
      keys: objects.map(({ key }) => key).join(''),
      tell: (progress) =>
        onProgress({ loaded: 0, total: 4096, files: objects.length, saved: 0, failed: 0, ...progress }),
      end: (failed) =>
        resolve({
          saved: objects.filter(({ key }) => !failed[key]),
          failed: objects.flatMap((one) => {
            const code = failed[one.key];
            return code ? [{ object: one, failure: failure(code) }] : [];
          }),
        }),
      reject,
    });
  });
  return { result, cancel: () => reject('cancelled') };
};

jest.doMock('../../miniprogram/cos/index', () => door({ saveAllToAlbum, openSettings }));
const { Selection } = jest.requireActual<typeof import('../../miniprogram/cos/pages/gallery/Selection')>(
  '../../miniprogram/cos/pages/gallery/Selection',
);

const settled = () => new Promise((resolve) => setImmediate(resolve));
const chosen = (keys: string) => {
  running = [];
  const selection = new Selection(messages('en'), () => undefined);
  for (const key of keys) selection.toggle(object(key));
  return selection;
};
const groupsOf = (selection: InstanceType<typeof Selection>) =>
  selection.view?.failures.map(({ failure: { code, heading } }) => [code, heading]);

test('marks come and go, and with the last one the choosing ends', () => {
  const selection = chosen('ab');
  expect(selection.view?.title).toBe('2 selected');
  selection.toggle(object('a'));
  expect([selection.has('a'), selection.has('b'), selection.isChoosing]).toEqual([false, true, true]);
  selection.toggle(object('b'));
  expect([selection.view, selection.isChoosing]).toEqual([null, false]);
});

test('progress, then how many were saved, and why the others were not, one card for each cause', async () => {
  const selection = chosen('abcd');
  selection.save();
  running[0]?.tell({ loaded: 2048, saved: 1, failed: 1 });
  expect(selection.view).toMatchObject({
    state: 'saving',
    title: 'Saving, 2 of 4 done',
    detail: '2.0 KB of 4.0 KB',
    percent: 50,
    fraction: 0.5,
  });
  selection.toggle(object('e'));
  expect(selection.has('e')).toBe(false);
  running[0]?.end({ b: 'network-interrupted', c: 'network-interrupted', d: 'album-type' });
  await settled();
  expect(selection.view?.title).toBe('1 saved, 3 failed');
  expect(groupsOf(selection)).toEqual([
    ['network-interrupted', 'Could not save 2 files'],
    ['album-type', 'Could not save the file'],
  ]);

  expect(['a', 'b', 'd'].map((key) => selection.has(key))).toEqual([false, true, true]);

  // Again, those that it helps.
  selection.help(selection.view?.failures[0]?.id ?? '');
  expect(running[1]?.keys).toBe('bc');
  running[1]?.end({ c: 'timeout' });
  await settled();
  expect(selection.view?.title).toBe('2 saved, 2 failed');
  expect(groupsOf(selection)?.map(([code]) => code)).toEqual(['album-type', 'timeout']);
  selection.cancel();
  expect([selection.view, selection.has('a')]).toEqual([null, false]);
});

test('stopped, it says how many are in the album', async () => {
  const selection = chosen('abc');
  selection.save();
  running[0]?.tell({ saved: 2 });
  selection.cancel();
  await settled();
  expect(selection.view).toMatchObject({
    state: 'ended',
    title: '2 saved, the rest was stopped',
    failures: [],
  });
});

test('the album refused: its settings are the way back, from the tap itself', async () => {
  const selection = chosen('ab');
  selection.save();
  running[0]?.reject('album-refused');
  await settled();
  expect(selection.view?.title).toBe('2 failed');
  openSettings.mockResolvedValueOnce(false).mockResolvedValueOnce(true);
  for (const calls of [1, 2]) {
    selection.help(selection.view?.failures[0]?.id ?? '');
    expect(openSettings).toHaveBeenCalledTimes(calls);
    await settled();
  }
  expect(running.map(({ keys }) => keys)).toEqual(['ab', 'ab']);
});

test('refused once more, what failed for another reason is still told', async () => {
  const selection = chosen('abc');
  selection.save();
  running[0]?.end({ a: 'album-type', b: 'album-refused', c: 'album-refused' });
  await settled();
  openSettings.mockResolvedValueOnce(true);
  selection.help(selection.view?.failures[1]?.id ?? '');
  await settled();
  running[1]?.reject('privacy-refused');
  await settled();
  expect(groupsOf(selection)?.map(([code]) => code)).toEqual(['album-type', 'privacy-refused']);
  expect(['a', 'b', 'c'].map((key) => selection.has(key))).toEqual([true, true, true]);

  // Stopped, those that were tried again keep why they had failed: nothing of a is lost, and b and c are not in the album.
  selection.help(selection.view?.failures[1]?.id ?? '');
  selection.cancel();
  await settled();
  expect(groupsOf(selection)?.map(([code]) => code)).toEqual(['album-type']);
});

test('settings that WeChat does not open say so, on the card', async () => {
  const selection = chosen('ab');
  selection.save();
  running[0]?.reject('album-refused');
  await settled();
  openSettings.mockRejectedValueOnce(failure('tap-needed'));
  selection.help(selection.view?.failures[0]?.id ?? '');
  await settled();
  expect(groupsOf(selection)).toEqual([['tap-needed', 'Could not save 2 files']]);
  selection.help(selection.view?.failures[0]?.id ?? '');
  expect(running.map(({ keys }) => keys)).toEqual(['ab', 'ab']);
});

test('what has the photos of the phone refused to WeChat is tried again by its second button', async () => {
  const selection = chosen('ab');
  selection.save();
  running[0]?.end({ a: 'wechat-permission', b: 'wechat-permission' });
  await settled();
  const [group] = selection.view?.failures ?? [];
  expect(group?.failure).toMatchObject({ help: 'phone-settings', againLabel: 'Try again' });
  selection.help(group?.id ?? '');
  expect(running.map(({ keys }) => keys)).toEqual(['ab', 'ab']);
});

test('saving is given the word that comes before the question of WeChat', () => {
  chosen('a').save();
  expect(asked.at(-1)).toEqual(expect.any(Function));
});

test('not now, to the word before the question: what was marked is still marked', async () => {
  const selection = chosen('ab');
  selection.save();
  running[0]?.reject('cancelled');
  await settled();
  expect([selection.view?.title, selection.isChoosing]).toEqual(['2 selected', true]);
  selection.save();
  expect(running[1]?.keys).toBe('ab');
});

test('settings that answer late save nothing twice', async () => {
  const selection = chosen('ab');
  selection.save();
  running[0]?.reject('album-refused');
  await settled();
  let late: (allowed: boolean) => void = () => undefined;
  openSettings
    .mockReturnValueOnce(
      new Promise((resolve) => {
        late = resolve;
      }),
    )
    .mockResolvedValueOnce(true);
  const [group] = selection.view?.failures ?? [];
  selection.help(group?.id ?? '');
  selection.help(group?.id ?? '');
  await settled();
  running[1]?.end({ b: 'timeout' });
  await settled();
  late(true);
  await settled();
  expect(running.map(({ keys }) => keys)).toEqual(['ab', 'ab']);
  expect(groupsOf(selection)?.map(([code]) => code)).toEqual(['timeout']);
});
