import { Failure } from '../../miniprogram/cos/failures/Failure';
import type { FailureCode } from '../../miniprogram/cos/failures/FailureCode';
import type { StoredObject } from '../../miniprogram/cos/objects/StoredObject';
import { until } from '../e2e/support/until';
import { door } from '../pages/support/door';
import { usePhone } from '../support/phone/usePhone';
import { describedFields } from './support/describedFields';
import { openComponent } from './support/openComponent';

interface Data {
  state: string;
  url: string;
  isVideo: boolean;
  isSmall: boolean;
  isSaving: boolean;
  name: string;
  labels: { failed: string };
}
interface Methods {
  loaded(event: object): void;
  lost(): void;
  tap(): void;
  hold(): void;
  saved(event: object): void;
  closeSheet(): void;
}

const MB = 1024 * 1024;
const photo: StoredObject = {
  key: 'users/o1/a.jpg',
  name: 'a.jpg',
  size: 3 * MB,
  modified: 0,
  etag: 'e1',
  kind: 'image',
  extension: 'jpg',
};

const flows = {
  findObject: jest.fn(),
  thumbnailUrl: jest.fn(),
  coverUrl: jest.fn(),
  previewUrl: jest.fn(),
  signedUrl: jest.fn(),
};
const save = jest.fn();
const phone = usePhone({ settings: { language: 'en' } });

beforeEach(() => {
  jest.resetAllMocks();
  flows.findObject.mockResolvedValue(photo);
  flows.thumbnailUrl.mockImplementation(
    async ({ key, etag }: StoredObject, { renew }: { renew?: boolean }) =>
      `small:${key}:${etag}${renew ? ':anew' : ''}`,
  );
  flows.previewUrl.mockImplementation(
    async ({ key, etag, extension }: StoredObject, { asJpeg = false } = {}) =>
      `whole:${key}:${etag}${asJpeg && extension === 'heic' ? ':jpeg' : ''}`,
  );
  flows.coverUrl.mockImplementation(async ({ cover }: StoredObject) => `cover:${cover?.key}`);
  flows.signedUrl.mockImplementation(async (key: string) => ({ url: `whole:${key}` }));
});

const load = () => {
  jest.doMock('../../miniprogram/cos/index', () => door(flows));
  // The component has to see the same class as this test.
  jest.doMock('../../miniprogram/cos/failures/Failure', () => ({ Failure }));
  require('../../miniprogram/cos/components/cos-image/cos-image');
};
const settled = () => new Promise((resolve) => setImmediate(resolve));
const failure = (code: FailureCode) =>
  new Failure({ code, attempt: { action: 'find', name: 'a.jpg' }, detail: '' });

const previews = () => phone.calls.of('previewImage').map(({ urls, current }) => ({ urls, current }));

async function open(properties: Record<string, unknown>, box = { width: 100, height: 150 }) {
  const opened = openComponent<Data, Methods>(load, properties, { box, inner: { '#save': { save } } });
  await settled();
  const load_ = () => opened.component.loaded({ detail: { width: 9, height: 6 } });
  /** The picture could not be loaded, as often. */
  const lose = async (times = 1) => {
    for (let time = 0; time < times; time += 1) {
      opened.component.lost();
      await settled();
    }
  };
  return { ...opened, loaded: load_, lose };
}

test('a key is looked up, and shown in the size of its box', async () => {
  const { data, loaded, events } = await open({ objectKey: photo.key });
  expect(flows.findObject).toHaveBeenCalledWith(photo.key);
  expect(flows.thumbnailUrl).toHaveBeenCalledWith(photo, { edge: 300 });
  expect(data).toMatchObject({ state: 'loading', url: `small:${photo.key}:e1`, name: 'Photo a.jpg' });
  loaded();
  expect(data.state).toBe('shown');
  expect(events).toEqual([['load', { width: 9, height: 6 }]]);
});

test('what WeChat still tells of the picture before is not of this one', async () => {
  const { data, set, lose, loaded, events } = await open({ objectKey: photo.key });
  flows.findObject.mockReturnValue(new Promise(() => undefined));
  set({ objectKey: 'users/o1/b.jpg' });
  await lose();
  loaded();
  expect([data.state, data.url, events]).toEqual(['loading', '', []]);
});

test('an object as a list gave it is not asked for', async () => {
  const { data } = await open({ object: photo });
  expect(flows.findObject).not.toHaveBeenCalled();
  expect(data.url).toBe(`small:${photo.key}:e1`);
});

test.each([
  ['hidden: as wide as the screen', {}, { width: 0, height: 0 }, 750],
  [
    'as wide as it is, where the picture gives the height',
    { mode: 'widthFix' },
    { width: 200, height: 0 },
    400,
  ],
  ['what is larger than COS makes one', {}, { width: 5000, height: 0 }, 9999],
])('a box that is %s', async (_what, properties, box, edge) => {
  await open({ object: photo, ...properties }, box);
  expect(flows.thumbnailUrl).toHaveBeenCalledWith(photo, { edge });
});

test('one that fails gets a new URL, then the file itself when that is small enough', async () => {
  const small = { ...photo, size: MB };
  const { data, lose, events } = await open({ object: small });
  await lose();
  expect(data.url).toBe(`small:${photo.key}:e1:anew`);
  await lose();
  expect(data.url).toBe(`whole:${photo.key}:e1`);
  expect(events).toEqual([]);
});

test('how large the file itself may be says the page', async () => {
  const { data, lose } = await open({ object: photo, largestOriginal: photo.size });
  await lose(2);
  expect(data.url).toBe(`whole:${photo.key}:e1`);
});

test('nothing is left to try: the cause is asked for, and a tap tries anew', async () => {
  const { data, lose, events, component } = await open({ object: photo });
  await lose(2);
  expect(flows.findObject).toHaveBeenCalledTimes(1);
  expect(data).toMatchObject({ state: 'failed', url: '' });
  expect(events).toEqual([['error', expect.objectContaining({ code: 'image-not-loaded', help: 'retry' })]]);
  expect(Object.keys(events[0]?.[1] as object)).toEqual(describedFields);
  component.tap();
  await settled();
  expect(data).toMatchObject({ state: 'loading', url: `small:${photo.key}:e1` });
  expect(previews()).toEqual([]);

  flows.findObject.mockRejectedValueOnce(failure('object-missing'));
  await lose(2);
  expect(events.at(-1)).toEqual(['error', expect.objectContaining({ code: 'object-missing' })]);
});

test.each<[string, object, FailureCode]>([
  ['a key under which nothing is', { objectKey: 'b.jpg' }, 'object-missing'],
  ['an object without a URL', { object: photo }, 'credential-unreachable'],
])('%s', async (_what, properties, code) => {
  flows.findObject.mockRejectedValueOnce(failure(code));
  flows.thumbnailUrl.mockRejectedValueOnce(failure(code));
  const { data, events } = await open({ ...properties });
  expect(data.state).toBe('failed');
  expect(events).toEqual([['error', expect.objectContaining({ code, heading: expect.any(String) })]]);
});

test('another object: nothing of the one before is shown any more, whatever comes late', async () => {
  let answer: (object: StoredObject) => void = () => undefined;
  flows.findObject.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
  const { data, set } = await open({ objectKey: photo.key });
  set({ objectKey: 'b.jpg' });
  flows.findObject.mockResolvedValueOnce({ ...photo, key: 'b.jpg' });
  set({ objectKey: 'c.jpg' });
  await settled();
  answer(photo);
  await settled();
  expect(flows.findObject.mock.calls.at(-1)).toEqual(['c.jpg']);
  expect(data.url).not.toBe(`small:${photo.key}:e1`);

  set({ objectKey: '' });
  await settled();
  expect(data).toMatchObject({ state: 'loading', url: '', name: '' });
});

test('the same object, given again, is left as it is', async () => {
  const { changes, set, loaded } = await open({ object: photo });
  loaded();
  const before = changes.length;
  set({ object: { ...photo } });
  await settled();
  expect(changes).toHaveLength(before);
  set({ object: { ...photo, etag: 'e2' } });
  await settled();
  expect(changes.at(-1)).toEqual({ url: `small:${photo.key}:e2` });
});

describe('when its page is shown again', () => {
  test('a key is looked at again: what was overwritten is shown anew, without a gap', async () => {
    const { data, loaded, showPage, changes } = await open({ objectKey: photo.key });
    loaded();
    const before = changes.length;
    showPage();
    await settled();
    expect(changes).toHaveLength(before);

    flows.findObject.mockResolvedValueOnce({ ...photo, etag: 'e2' });
    showPage();
    await settled();
    expect(data).toMatchObject({ state: 'shown', url: `small:${photo.key}:e2` });
  });

  test('what is shown stays when COS does not answer, and when the page gave the object', async () => {
    const byKey = await open({ objectKey: photo.key });
    byKey.loaded();
    flows.findObject.mockRejectedValueOnce(failure('timeout'));
    byKey.showPage();
    await settled();
    expect(byKey.data.state).toBe('shown');
    expect(byKey.events).toHaveLength(1);

    const given = await open({ object: photo });
    given.loaded();
    flows.findObject.mockClear();
    given.showPage();
    expect(flows.findObject).not.toHaveBeenCalled();
  });

  test('one that failed is tried again', async () => {
    flows.findObject.mockRejectedValueOnce(failure('timeout'));
    const { data, showPage } = await open({ objectKey: photo.key });
    expect(data.state).toBe('failed');
    showPage();
    await settled();
    expect(data.url).toBe(`small:${photo.key}:e1`);
  });
});

describe('a tap', () => {
  test("shows it in WeChat's previewer, with those beside it", async () => {
    const beside = { ...photo, key: 'b.jpg', etag: 'b' };
    const { component } = await open({ object: photo, siblings: ['c.jpg', '', photo.key, null, beside] });
    component.tap();
    await settled();
    const current = `whole:${photo.key}:e1`;
    expect(previews()).toEqual([{ urls: ['whole:c.jpg', current, 'whole:b.jpg:b'], current }]);
  });

  test('shows it first where it is not among them, and alone', async () => {
    const { component, set } = await open({ object: photo, siblings: ['c.jpg'] });
    const current = `whole:${photo.key}:e1`;
    component.tap();
    await settled();
    set({ siblings: [] });
    component.tap();
    await settled();
    expect(previews().map(({ urls }) => urls)).toEqual([[current, 'whole:c.jpg'], [current]]);
  });

  test('is left to the page', async () => {
    const { component } = await open({ object: photo, preview: false });
    component.tap();
    await settled();
    expect(previews()).toEqual([]);
  });

  test('that shows nothing says so', async () => {
    phone.calls.failNext('previewImage', { errMsg: 'previewImage:fail' });
    const { data, component, events, loaded } = await open({ object: photo });
    loaded();
    component.tap();
    await settled();
    await settled();
    expect(phone.calls.of('showToast')).toMatchObject([{ title: 'Could not show the file' }]);
    expect(events.at(-1)).toEqual(['error', expect.objectContaining({ code: 'unknown' })]);
    expect(data.state).toBe('shown');
  });
});

test('a video is a play mark, and a tap plays it', async () => {
  flows.thumbnailUrl.mockRejectedValue(failure('image-format'));
  const { data, component } = await open({ object: { ...photo, kind: 'video' } });
  await settled();
  expect(data).toMatchObject({ state: 'shown', isVideo: true, url: '' });
  component.tap();
  await settled();
  expect(phone.calls.of('previewMedia').map(({ sources }) => sources)).toEqual([
    [{ url: `whole:${photo.key}:e1`, type: 'video' }],
  ]);
});

test('where COS makes pictures the previewer gets a JPEG of a HEIC, else the file itself', async () => {
  const heic: StoredObject = { ...photo, extension: 'heic', size: 9 };
  const { component, loaded, lose } = await open({ object: heic, siblings: [heic, photo] });
  loaded();
  component.tap();
  await settled();
  await lose(2);
  loaded();
  component.tap();
  await settled();
  expect(previews().map(({ urls }) => (urls as string[])[0])).toEqual([
    `whole:${photo.key}:e1:jpeg`,
    `whole:${photo.key}:e1`,
  ]);
});

test('the cover of a video is shown with the mark; when it can not be loaded, the mark alone', async () => {
  const cover = { key: `${photo.key}!12.cover.jpg`, size: 9, etag: 'e2', seconds: 12 };
  const film: StoredObject = { ...photo, kind: 'video', cover };
  const { data, component, loaded, lose } = await open({ object: film });
  expect(data).toMatchObject({ state: 'loading', isVideo: true, url: `small:${photo.key}:e1` });
  loaded();
  expect(data.state).toBe('shown');
  component.tap();
  await settled();
  const [source] = phone.calls.of('previewMedia').flatMap(({ sources }) => sources);
  expect(source).toEqual({ url: `whole:${photo.key}:e1`, type: 'video', poster: `cover:${cover.key}` });
  await lose();
  expect(data.url).toBe(`small:${photo.key}:e1:anew`);
  await lose();
  expect(data.url).toBe(`cover:${cover.key}`);
  await lose();
  expect(data).toMatchObject({ state: 'shown', isVideo: true, url: '' });
  expect(flows.findObject).not.toHaveBeenCalled();
});

describe('a long press', () => {
  test('offers to save, where the page wants it', async () => {
    phone.person.taps = 0;
    const { data, component, set, events } = await open({ object: photo });
    component.hold();
    expect(phone.calls.of('showActionSheet')).toEqual([]);
    set({ saveByLongpress: true });
    component.hold();
    await until('the button is there', () => data.isSaving);
    expect(phone.calls.of('showActionSheet')[0]?.itemList).toEqual(['Save to album']);
    expect(save).toHaveBeenCalledTimes(1);

    jest.useFakeTimers();
    component.saved({ detail: { key: photo.key } });
    expect(events).toEqual([['saved', { key: photo.key }]]);
    expect(data.isSaving).toBe(true);
    jest.advanceTimersByTime(1500);
    jest.useRealTimers();
    expect(data.isSaving).toBe(false);
  });

  test('that is given up saves nothing', async () => {
    const { data, component } = await open({ object: photo, saveByLongpress: true });
    const asked = phone.calls.reach('showActionSheet');
    component.hold();
    await asked;
    await settled();
    expect(data.isSaving).toBe(false);
    expect(save).not.toHaveBeenCalled();
  });
});

test('one that is taken off the page touches nothing more', async () => {
  const { component, changes, events, detach, loaded } = await open({ object: photo });
  loaded();
  component.lost();
  const before = [changes.length, events.length];
  detach();
  await settled();
  expect([changes.length, events.length]).toEqual(before);
});

test('it speaks Chinese, and leaves words out where they do not fit', async () => {
  phone.simulated.settings.update({ language: 'zh_CN' });
  await settled();
  const { data } = await open({ object: photo });
  expect(data).toMatchObject({ labels: { failed: '没能加载，点按重试' }, name: '照片 a.jpg', isSmall: true });
  expect((await open({ object: photo }, { width: 200, height: 200 })).data.isSmall).toBe(false);
});
