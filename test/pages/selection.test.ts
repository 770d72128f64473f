import fc from 'fast-check';
import { Failure } from '../../miniprogram/cos/failures/Failure';
import { screenMessages } from '../../miniprogram/cos/i18n/screenMessages';
import type { SaveAllProgress } from '../../miniprogram/cos/index';
import type { StoredObject } from '../../miniprogram/cos/objects/StoredObject';
import { door } from './support/door';
import { object } from './support/object';

const failure = (code: Failure['code']) => new Failure({ code, attempt: { action: 'save' }, detail: '' });

type Code = Failure['code'];
interface Saves {
  readonly keys: string;
  tell(progress: Partial<SaveAllProgress>): void;
  /** These are known: in the album, or failed. */
  each(outcomes: Record<string, Code | 'ok'>): void;
  /** So many failed, the others are in the album. */
  end(failed: Record<string, Code>): void;
  reject(code: Code): void;
}
let saves: Saves[];
const openSettings = jest.fn();
const asked: unknown[] = [];
const saveAllToAlbum = (
  objects: StoredObject[],
  options: {
    onProgress(progress: SaveAllProgress): void;
    onEach(one: StoredObject, failure?: Failure): void;
    beforeAlbumQuestion?: unknown;
  },
) => {
  asked.push(options.beforeAlbumQuestion);
  let reject: Saves['reject'] = () => undefined;
  const result = new Promise<void>((resolve, fail) => {
    reject = (code) => fail(failure(code));
    const each: Saves['each'] = (outcomes) => {
      for (const one of objects) {
        const outcome = outcomes[one.key];
        if (outcome) options.onEach(one, outcome === 'ok' ? undefined : failure(outcome));
      }
    };
    saves.push({
      keys: objects.map(({ key }) => key).join(''),
      tell: (now) =>
        options.onProgress({ loaded: 0, total: 4096, files: objects.length, saved: 0, failed: 0, ...now }),
      each,
      end(failed) {
        each(Object.fromEntries(objects.map(({ key }) => [key, failed[key] ?? 'ok'])));
        resolve();
      },
      reject,
    });
  });
  return { result, cancel: () => reject('cancelled') };
};

interface Step {
  /** `prepare a`, `send a`. */
  readonly what: string;
  resolve(): void;
  reject(code: Code): void;
  progress(loaded: number): void;
}
let steps: Step[];
const step = (verb: string) => (one: StoredObject, options?: { onProgress?(now: object): void }) => {
  let reject: Step['reject'] = () => undefined;
  const result = new Promise<void>((resolve, fail) => {
    reject = (code) => fail(failure(code));
    const progress = (loaded: number) => options?.onProgress?.({ loaded, total: one.size });
    steps.push({ what: `${verb} ${one.key}`, resolve, reject, progress });
  });
  return { result, cancel: () => reject('cancelled') };
};
const doing = () => steps.map(({ what }) => what);
const last = () => steps[steps.length - 1] as Step;

jest.doMock('../../miniprogram/cos/index', () =>
  door({ saveAllToAlbum, openSettings, prepareToSend: step('prepare'), sendToChat: step('send') }),
);
Object.assign(globalThis, { wx: {} });
const { Selection } = jest.requireActual<
  typeof import('../../miniprogram/cos/pages/gallery/select/Selection')
>('../../miniprogram/cos/pages/gallery/select/Selection');

const settled = () => new Promise((resolve) => setImmediate(resolve));
let shown: StoredObject[];
let hasMore: boolean;
const open = (keys = 'abcdef') => {
  saves = [];
  steps = [];
  hasMore = false;
  shown = [...keys].map(object);
  const list = () => ({ objects: shown, hasMore });
  return new Selection(screenMessages('en'), list, () => undefined);
};
const chosen = (keys: string) => {
  const selection = open();
  for (const key of keys) selection.toggle(object(key));
  return selection;
};
type OpenSelection = ReturnType<typeof open>;
const marked = (selection: OpenSelection) =>
  shown
    .filter(({ key }) => selection.has(key))
    .map(({ key }) => key)
    .join('');
const groupsOf = (selection: OpenSelection) =>
  selection.view?.failures.map(({ failure: { code, heading } }) => [code, heading]);
const press = (selection: OpenSelection, at = 0) => selection.help(selection.view?.failures[at]?.id ?? '');

describe('marking', () => {
  test('begins with none, marks come and go, and it ends when the person says so', () => {
    const selection = open();
    expect(selection.view).toBeNull();
    selection.begin();
    expect(selection.view).toMatchObject({ state: 'choosing', title: 'Select files', count: 0 });
    selection.toggle(object('a'));
    selection.toggle(object('b'));
    selection.toggle(object('a'));
    expect([selection.view?.title, marked(selection)]).toEqual(['1 selected', 'b']);
    selection.toggle(object('b'));
    expect(selection.view?.count).toBe(0);
    selection.cancel();
    expect([selection.view, selection.isChoosing]).toEqual([null, false]);
  });

  test('a day: all of it, and none when all are marked', () => {
    const selection = chosen('b');
    selection.toggleAll(1, 4);
    expect([marked(selection), selection.hasAll(1, 4), selection.hasAll(0, 4)]).toEqual(['bcd', true, false]);
    selection.toggleAll(1, 4);
    expect(marked(selection)).toBe('');
  });

  test('all that is loaded, which is said when there is more', () => {
    const selection = chosen('b');
    hasMore = true;
    selection.toggleAll(0, shown.length);
    expect(selection.view).toMatchObject({
      title: '6 selected',
      detail: 'Older files are not loaded yet',
      all: true,
    });
    selection.toggleAll(0, shown.length);
    expect([marked(selection), selection.view?.all]).toEqual(['', false]);
  });

  test('a finger takes a run along and gives back what it leaves; from a marked one it takes marks away', () => {
    const selection = chosen('e');
    selection.dragFrom();
    selection.dragOver(1, 2, true);
    selection.dragOver(1, 5, true);
    expect(marked(selection)).toBe('bcde');
    selection.dragOver(1, 3, true);
    expect(marked(selection)).toBe('bce');
    selection.dragOver(0, 2, true);
    selection.dragEnd();
    expect(marked(selection)).toBe('abe');
    selection.dragOver(0, 6, true);
    expect(marked(selection)).toBe('abe');

    selection.dragFrom();
    selection.dragOver(0, 5, false);
    expect(marked(selection)).toBe('');
  });

  test('however a finger goes, and whatever leaves the list meanwhile, the marks are those from before and the run', () => {
    const at = fc
      .tuple(fc.nat(9), fc.nat(9))
      .map(([one, other]) => [Math.min(one, other), Math.max(one, other) + 1]);
    const step = fc.record({ over: at, leaves: fc.option(fc.nat(9), { nil: undefined, freq: 5 }) });
    const keys = fc.uniqueArray(fc.constantFrom(...'abcdefghij'));
    fc.assert(
      fc.property(keys, fc.array(step, { maxLength: 6 }), fc.boolean(), (first, steps, marks) => {
        const selection = open('abcdefghij');
        for (const key of first) selection.toggle(object(key));
        selection.dragFrom();
        for (const { over, leaves } of steps) {
          const [from = 0, to = 0] = over;
          if (leaves !== undefined) {
            shown = shown.filter((_, index) => index !== leaves);
            selection.keepShown();
          }
          selection.dragOver(from, to, marks);
          const expected = shown.filter(({ key }, index) =>
            index >= from && index < to ? marks : first.includes(key),
          );
          expect(selection.objects.map(({ key }) => key).sort()).toEqual(expected.map(({ key }) => key));
        }
      }),
    );
  });

  test('what leaves the list loses its mark, and a new version of a file is the one that is marked', () => {
    const selection = chosen('abc');
    shown = [{ ...object('a'), etag: 'new' }, object('c'), object('d')];
    selection.keepShown();
    expect(selection.objects.map(({ key, etag }) => key + etag)).toEqual(['anew', 'c']);
  });
});

describe('into the album', () => {
  test('progress, then how many were saved, and why the others were not, one card for each cause', async () => {
    const selection = chosen('dbca');
    selection.save();
    expect(saves[0]?.keys).toBe('abcd');
    saves[0]?.tell({ loaded: 2048, saved: 1, failed: 1 });
    expect(selection.view).toMatchObject({
      state: 'running',
      title: 'Saving, 2 of 4 done',
      detail: '2.0 KB of 4.0 KB',
      percent: 50,
    });
    selection.toggle(object('e'));
    selection.toggleAll(0, 6);
    selection.save();
    selection.send();
    expect([marked(selection), saves.length, steps.length]).toEqual(['abcd', 1, 0]);
    saves[0]?.end({ b: 'network-interrupted', c: 'network-interrupted', d: 'album-type' });
    await settled();
    expect([selection.view?.title, marked(selection)]).toEqual(['1 saved, 3 failed', 'bcd']);
    expect(groupsOf(selection)).toEqual([
      ['network-interrupted', 'Could not save 2 files'],
      ['album-type', 'Could not save the file'],
    ]);

    // Again, those that it helps.
    press(selection);
    press(selection);
    expect(saves[1]?.keys).toBe('bc');
    saves[1]?.end({ c: 'timeout' });
    await settled();
    expect([selection.view?.title, marked(selection)]).toEqual(['2 saved, 2 failed', 'cd']);
    expect(groupsOf(selection)?.map(([code]) => code)).toEqual(['album-type', 'timeout']);
    selection.cancel();
    expect([selection.view, selection.has('c')]).toEqual([null, false]);
  });

  test('stopped: so many saved, so many failed, so many not touched, and what is not saved stays marked', async () => {
    const selection = chosen('abcdef');
    selection.save();
    saves[0]?.each({ a: 'ok', b: 'album-type', c: 'ok' });
    selection.cancel();
    await settled();
    expect([selection.view?.title, marked(selection)]).toEqual(['2 saved, 1 failed, 3 stopped', 'bdef']);
    // Once more, at once.
    selection.save();
    expect(saves[1]?.keys).toBe('bdef');
  });

  test('a tap after the end goes on with what is marked still', async () => {
    const selection = chosen('ab');
    selection.save();
    saves[0]?.end({ b: 'timeout' });
    await settled();
    selection.toggle(object('f'));
    expect([selection.view?.title, marked(selection)]).toEqual(['2 selected', 'bf']);
  });

  test('the album refused: its settings are the way back, from the tap itself', async () => {
    const selection = chosen('ab');
    selection.save();
    saves[0]?.reject('album-refused');
    await settled();
    expect(selection.view?.title).toBe('2 failed');
    openSettings.mockResolvedValueOnce(false).mockResolvedValueOnce(true);
    for (const calls of [1, 2]) {
      press(selection);
      expect(openSettings).toHaveBeenCalledTimes(calls);
      await settled();
    }
    expect(saves.map(({ keys }) => keys)).toEqual(['ab', 'ab']);
  });

  test('refused once more, what failed for another reason is still told', async () => {
    const selection = chosen('abc');
    selection.save();
    saves[0]?.end({ a: 'album-type', b: 'album-refused', c: 'album-refused' });
    await settled();
    openSettings.mockResolvedValueOnce(true);
    press(selection, 1);
    await settled();
    saves[1]?.reject('privacy-refused');
    await settled();
    expect(groupsOf(selection)?.map(([code]) => code)).toEqual(['album-type', 'privacy-refused']);
    expect(marked(selection)).toBe('abc');

    // Stopped, those that were tried again keep their marks: they are not in the album.
    press(selection, 1);
    selection.cancel();
    await settled();
    expect([selection.view?.title, marked(selection)]).toEqual(['1 failed, 2 stopped', 'abc']);
  });

  test('settings that WeChat does not open say so, on the card', async () => {
    const selection = chosen('ab');
    selection.save();
    saves[0]?.reject('album-refused');
    await settled();
    openSettings.mockRejectedValueOnce(failure('tap-needed'));
    press(selection);
    await settled();
    expect(groupsOf(selection)).toEqual([['tap-needed', 'Could not save 2 files']]);
    press(selection);
    expect(saves.map(({ keys }) => keys)).toEqual(['ab', 'ab']);
  });

  test('what has the photos of the phone refused to WeChat is tried again by its second button', async () => {
    const selection = chosen('ab');
    selection.save();
    saves[0]?.end({ a: 'wechat-permission', b: 'wechat-permission' });
    await settled();
    expect(selection.view?.failures[0]?.failure).toMatchObject({
      help: 'phone-settings',
      againLabel: 'Try again',
    });
    press(selection);
    expect(saves.map(({ keys }) => keys)).toEqual(['ab', 'ab']);
  });

  test('not now, to the word before the question: what was marked is still marked', async () => {
    const selection = chosen('ab');
    selection.save();
    expect(asked[asked.length - 1]).toEqual(expect.any(Function));
    saves[0]?.reject('cancelled');
    await settled();
    expect([selection.view?.title, selection.view?.state]).toEqual(['2 selected', 'choosing']);
    selection.save();
    expect(saves[1]?.keys).toBe('ab');
  });

  test('settings that answer late save nothing twice', async () => {
    const selection = chosen('ab');
    selection.save();
    saves[0]?.reject('album-refused');
    await settled();
    let late: (allowed: boolean) => void = () => undefined;
    openSettings
      .mockReturnValueOnce(
        new Promise((resolve) => {
          late = resolve;
        }),
      )
      .mockResolvedValueOnce(true);
    press(selection);
    press(selection);
    await settled();
    saves[1]?.end({ b: 'timeout' });
    await settled();
    late(true);
    await settled();
    expect(saves.map(({ keys }) => keys)).toEqual(['ab', 'ab']);
    expect(groupsOf(selection)?.map(([code]) => code)).toEqual(['timeout']);
  });
});

describe('into chats', () => {
  test('one tap for each, while the next one comes', async () => {
    const selection = chosen('abc');
    selection.send();
    last().progress(512);
    expect(selection.view).toMatchObject({
      state: 'running',
      title: 'Getting 1 of 3 ready',
      detail: '512 B of 1.0 KB',
      percent: 50,
    });
    selection.next();
    last().resolve();
    await settled();
    expect(selection.view).toMatchObject({
      state: 'waiting',
      title: 'Ready to send 1 of 3',
      detail: 'a.jpg',
    });
    selection.next();
    selection.next();
    expect(doing()).toEqual(['prepare a', 'send a', 'prepare b']);
    last().resolve();
    steps[1]?.resolve();
    await settled();
    expect(selection.view?.title).toBe('Ready to send 2 of 3');

    // No chat chosen: it waits for another tap, and c is not fetched twice.
    selection.next();
    steps[3]?.reject('cancelled');
    await settled();
    expect(selection.view?.title).toBe('Ready to send 2 of 3');
    selection.next();
    expect(doing().slice(3)).toEqual(['send b', 'prepare c', 'send b']);
    last().resolve();
    await settled();
    expect(selection.view).toMatchObject({ state: 'running', title: 'Getting 3 of 3 ready' });
    steps[4]?.reject('network-interrupted');
    await settled();
    expect([selection.view?.title, marked(selection)]).toEqual(['2 sent, 1 failed', 'c']);
    press(selection);
    last().resolve();
    await settled();
    expect(selection.view?.title).toBe('Ready to send');
    selection.next();
    last().resolve();
    await settled();
    expect([selection.view?.title, selection.view?.count]).toEqual(['3 sent', 0]);
  });

  test('stopped: what was sent is told, the rest stays marked', async () => {
    const selection = chosen('abc');
    selection.send();
    last().resolve();
    await settled();
    selection.next();
    steps[1]?.resolve();
    await settled();
    selection.cancel();
    expect([selection.view?.title, marked(selection)]).toEqual(['1 sent, 2 stopped', 'bc']);
  });

  test('stopped before anything was sent, nothing has happened', () => {
    const selection = chosen('ab');
    selection.send();
    selection.cancel();
    expect([selection.view?.state, selection.view?.title]).toEqual(['choosing', '2 selected']);
  });
});
