import { Failure } from '../../miniprogram/cos/failures/Failure';
import type { FailureView } from '../../miniprogram/cos/i18n/failureView';
import type { StoredObject } from '../../miniprogram/cos/objects/StoredObject';
import { usePhone } from '../support/phone/usePhone';
import { door } from './support/door';
import { openPage } from './support/openPage';
import { TestTask } from './support/TestTask';

interface Data {
  object: { stored: StoredObject; primary: string } | null;
  fields: { id: string; value: string }[] | null;
  findFailure: FailureView | null;
  film: string;
  filmLost: boolean;
  work: { label: string; percent: number } | null;
  saved: boolean;
  current: number;
  slides: ({ stored: StoredObject } | null)[];
  readyToSend: boolean;
  note: string;
  failure: FailureView | null;
}
interface Methods {
  find(): Promise<void>;
  open(): void;
  save(): void;
  cancelWork(): void;
  openDetails(): Promise<void>;
  send(): void;
  rename(object: StoredObject, name: string): Promise<void>;
  preview(): Promise<void>;
  tapPicture(): void;
  pictureFailed(event: object): void;
  pictureLoaded(event: object): void;
  swiped(event: object): void;
  rested(event: object): void;
  filmFailed(): Promise<void>;
  askDelete(): Promise<void>;
  askRename(): Promise<void>;
  help(): void;
}

const photo: StoredObject = {
  key: 'users/o1/81-夏天 & 50%.jpg',
  name: '夏天 & 50%.jpg',
  size: 3_355_443,
  modified: 0,
  etag: 'e',
  kind: 'image',
  extension: 'jpg',
  contentType: 'image/jpeg',
  checksum: '11051210869376104954',
};

let openings: TestTask[];
const flows = {
  findObject: jest.fn(),
  previewUrl: jest.fn(),
  openDocument: jest.fn(),
  saveToAlbum: jest.fn(),
  openSettings: jest.fn(),
  canSaveToDisk: jest.fn(),
  canRename: jest.fn(),
  rename: jest.fn(),
  sendToChat: jest.fn(),
  remove: jest.fn(),
};
const phone = usePhone({ settings: { language: 'en' } });
let stackDepth: number;
/** What the gallery tells of. */
const neighbours: typeof import('../../miniprogram/cos/pages/neighbours').neighbours = {
  list: undefined,
  lastSeen: undefined,
};

beforeEach(() => {
  openings = [];
  stackDepth = 2;
  jest.resetAllMocks();
  flows.findObject.mockResolvedValue(photo);
  flows.previewUrl.mockResolvedValue('https://signed/preview');
  const starts =
    (name: 'open' | 'save' | 'send') =>
    (_object: unknown, { onProgress }: Pick<TestTask, 'onProgress'>) => {
      const task = new TestTask(name, onProgress);
      openings.push(task);
      return task;
    };
  flows.openDocument.mockImplementation(starts('open'));
  flows.saveToAlbum.mockImplementation(starts('save'));
  flows.sendToChat.mockImplementation(starts('send'));
  Object.assign(neighbours, { list: undefined, lastSeen: undefined });
  Object.assign(globalThis, { getCurrentPages: () => Array.from({ length: stackDepth }) });
});

afterEach(() => {
  Reflect.deleteProperty(globalThis, 'getCurrentPages');
});

const load = () => {
  jest.doMock('../../miniprogram/cos/index', () => door(flows));
  jest.doMock('../../miniprogram/cos/pages/neighbours', () => ({ neighbours }));
  // The page has to see the same class as this test.
  jest.doMock('../../miniprogram/cos/failures/Failure', () => ({ Failure }));
  require('../../miniprogram/cos/pages/object/object');
};
const settled = () => new Promise((resolve) => setImmediate(resolve));

async function open(query: object = { key: encodeURIComponent(photo.key) }) {
  const opened = openPage<Data, Methods>(load, query);
  await settled();
  return opened;
}

test('it finds the object by the key in its url and shows what is known of it', async () => {
  const { data, page } = await open();
  expect(flows.findObject).toHaveBeenCalledWith(photo.key);
  expect(data.object?.stored).toEqual(photo);
  expect(phone.calls.of('setNavigationBarTitle').at(-1)).toMatchObject({ title: photo.name });
  await page.openDetails();
  expect(flows.findObject).toHaveBeenCalledTimes(1);
  expect(data.fields?.map(({ value }) => value)).toEqual([
    '夏天 & 50%.jpg',
    '3.2 MB',
    'Photo, JPG · image/jpeg',
    expect.stringMatching(/1970|1969/),
    '11051210869376104954',
  ]);
});

test('a video is played from a URL of its own; one that cannot be had is a card', async () => {
  flows.findObject.mockResolvedValue({ ...photo, kind: 'video' });
  expect((await open()).data.film).toBe('https://signed/preview');
  flows.previewUrl.mockRejectedValueOnce(
    new Failure({ code: 'credential-unreachable', attempt: { action: 'thumbnail' }, detail: '' }),
  );
  const { data, page } = await open();
  expect(data).toMatchObject({ film: '', filmLost: true, failure: { help: 'retry' } });
  page.help();
  await settled();
  expect(data).toMatchObject({ film: 'https://signed/preview', filmLost: false });
});

test('an object that cannot be found is a card, and looking again clears it', async () => {
  flows.findObject.mockRejectedValueOnce(
    new Failure({ code: 'timeout', attempt: { action: 'find', key: photo.key }, detail: '' }),
  );
  const { data, page } = await open();
  expect(data.findFailure).toMatchObject({ code: 'timeout', heading: 'Could not find the file' });
  await page.find();
  expect(data.findFailure).toBeNull();
  expect(data.object).not.toBeNull();
});

test.each([{}, { key: '%E0%A4%A' }])('an address that names no file, as %j, is a card', async (query) => {
  const { data } = await open(query);
  expect(data.findFailure).toMatchObject({ code: 'address-broken', help: 'none' });
  expect(flows.findObject).not.toHaveBeenCalled();
});

describe('saving', () => {
  test('says so, and no more of an object that is not on the page', async () => {
    const { data, page } = await open();
    page.save();
    expect(data.work).toEqual({ label: 'Saving 0 %', percent: 0 });
    openings[0]?.succeed();
    await settled();
    expect(data).toMatchObject({ work: null, saved: true, note: 'Saved' });
  });

  test('after a refusal leads to the settings, from the tap itself, and goes on from there', async () => {
    const { data, page } = await open();
    page.save();
    openings[0]?.fail('album-refused');
    await settled();
    expect(data).toMatchObject({ work: null, saved: false, failure: { help: 'settings' } });
    flows.openSettings.mockResolvedValueOnce(false).mockResolvedValueOnce(true);
    page.help();
    expect(flows.openSettings).toHaveBeenCalledTimes(1);
    await settled();
    expect(openings).toHaveLength(1);
    page.help();
    await settled();
    expect(openings).toHaveLength(2);
    openings[1]?.succeed();
    await settled();
    expect(data).toMatchObject({ saved: true, failure: null });
  });
});

describe('among others', () => {
  const objects = Array.from({ length: 120 }, (_, index): StoredObject => {
    const kind = index === 61 ? 'video' : index === 62 ? 'document' : 'image';
    return { ...photo, key: `users/o1/${1000 + index}-${index}.jpg`, name: `${index}.jpg`, kind };
  });
  const more = jest.fn();
  const replace = jest.fn();
  const openAt = (index: number) => {
    more.mockResolvedValue(undefined);
    neighbours.list = { objects: () => objects, more, replace };
    return open({ key: encodeURIComponent(objects[index]?.key ?? '') });
  };
  const to = (page: Methods, current: number) => page.swiped({ detail: { current, source: 'touch' } });
  const names = (data: Data) => data.slides.map((slide) => slide?.stored.name);

  test('what the list knows is shown at once; a swipe sends one slot', async () => {
    const { data, page, changes } = await openAt(10);
    expect(flows.findObject).not.toHaveBeenCalled();
    expect(names(data)).toEqual(['10.jpg', '11.jpg', '9.jpg']);
    const before = changes.length;
    to(page, 1);
    expect(names(data)).toEqual(['10.jpg', '11.jpg', '12.jpg']);
    const sent = Object.keys(Object.assign({}, ...changes.slice(before)));
    expect(sent.filter((path) => path.startsWith('slides'))).toEqual(['slides[2]']);
    expect(neighbours.lastSeen).toBe(objects[11]?.key);
    expect(phone.calls.of('setNavigationBarTitle').at(-1)).toMatchObject({ title: '11.jpg' });
  });

  test('at an end it swipes back, in two steps; near it more is asked for', async () => {
    const { data, page, changes } = await openAt(119);
    expect(more).toHaveBeenCalledTimes(1);
    const before = changes.length;
    to(page, 1);
    expect(data.current).toBe(0);
    page.rested({ detail: { current: 1 } });
    await settled();
    expect(changes.slice(before)).toEqual([{ current: 1 }, { current: 0 }]);
  });

  test('fast through fifty: each is the one after the other, whenever the page hears of it', async () => {
    const { data, page } = await openAt(0);
    for (let index = 1; index <= 50; index += 1) to(page, index % 3);
    expect(data.object?.stored.name).toBe('50.jpg');
    expect(names(data).sort()).toEqual(['49.jpg', '50.jpg', '51.jpg']);
  });

  test('saving goes on while one swipes away, and its failure names its file', async () => {
    const { data, page } = await openAt(0);
    page.save();
    to(page, 1);
    openings[0]?.succeed();
    await settled();
    expect(data).toMatchObject({ note: 'Saved', saved: false });
    to(page, 0);
    expect(data.saved).toBe(true);
  });

  test('WeChat’s previewer gets those around it, fifty at most, and videos with them', async () => {
    const { page } = await openAt(60);
    await page.preview();
    const [{ sources, current }] = phone.calls.of('previewMedia') as unknown as [
      { sources: { type: string }[]; current: number },
    ];
    expect(sources).toHaveLength(50);
    expect(current).toBe(25);
    expect(sources[26]).toMatchObject({ type: 'video' });
    expect(sources[27]).toMatchObject({ type: 'image' });
  });

  test('a tap on a picture that could not be loaded tries it again, and opens nothing', async () => {
    const { data, page } = await openAt(0);
    const event = { detail: { code: 'timeout' }, currentTarget: { dataset: { key: objects[0]?.key } } };
    page.pictureFailed(event);
    page.tapPicture();
    await settled();
    expect(phone.calls.of('previewMedia')).toEqual([]);
    expect(data.failure).toBeNull();
    page.pictureLoaded(event);
    page.tapPicture();
    await settled();
    expect(phone.calls.of('previewMedia')).toHaveLength(1);
    // Beside it one is gone: said when one comes to it.
    page.pictureFailed({
      detail: { code: 'object-missing' },
      currentTarget: { dataset: { key: objects[1]?.key } },
    });
    expect(data.failure).toBeNull();
    to(page, 1);
    expect(data.failure?.code).toBe('object-missing');
    to(page, 0);
    expect(data.failure).toBeNull();
  });

  test('a film whose URL has run out gets another one, once', async () => {
    const { data, page } = await openAt(61);
    expect(data.film).toBe('https://signed/preview');
    flows.previewUrl.mockResolvedValue('https://signed/anew');
    await page.filmFailed();
    expect(data).toMatchObject({ film: 'https://signed/anew', filmLost: false });
    await page.filmFailed();
    expect(data.filmLost).toBe(true);
  });

  test('a file gets another name, in the list too; one that could not be renamed is tried again by its card', async () => {
    const { data, page } = await openAt(3);
    const object = objects[3] as StoredObject;
    const renamed = { ...object, key: 'users/o1/1003-new.jpg', name: 'new.jpg' };
    flows.rename.mockRejectedValueOnce(
      new Failure({ code: 'timeout', attempt: { action: 'rename' }, detail: '' }),
    );
    await page.rename(object, 'new');
    expect(data.failure).toMatchObject({ code: 'timeout', help: 'retry' });
    flows.rename.mockResolvedValueOnce(renamed);
    page.help();
    await settled();
    expect(flows.rename).toHaveBeenLastCalledWith(object, 'new');
    expect(replace).toHaveBeenCalledWith(object, renamed);
    expect(data).toMatchObject({ object: { stored: renamed }, note: 'Renamed', failure: null });
  });

  test('what was fetched to be sent waits for the tap that WeChat wants', async () => {
    const { data, page } = await openAt(0);
    page.send();
    openings[0]?.fail('tap-needed');
    await settled();
    expect(data).toMatchObject({ readyToSend: true, failure: null });
    page.send();
    openings[1]?.succeed();
    await settled();
    expect(data).toMatchObject({ readyToSend: false, work: null });
  });
});

describe('opening a document', () => {
  const openDocument = async () => {
    flows.findObject.mockResolvedValue({ ...photo, kind: 'document', extension: 'pdf' });
    return open();
  };

  test('the button becomes its progress, never goes back, and sends nothing twice', async () => {
    const { data, changes, page } = await openDocument();
    page.open();
    page.open();
    expect(openings).toHaveLength(1);
    expect(data.work).toMatchObject({ label: 'Opening 0 %' });
    const before = changes.length;
    for (let loaded = 1000; loaded <= 2000; loaded += 1) openings[0]?.onProgress({ loaded, total: 100_000 });
    openings[0]?.onProgress({ loaded: 10, total: 100_000 });
    const shown = changes.slice(before).map(({ work }) => (work as { percent: number }).percent);
    expect(shown).toEqual([1, 2]);
    openings[0]?.succeed();
    await settled();
    expect(data.work).toBeNull();
  });

  test('one that is cancelled is the button again, without a card', async () => {
    const { data, page } = await openDocument();
    page.open();
    page.cancelWork();
    await settled();
    expect(data.work).toBeNull();
    expect(data.failure).toBeNull();
  });

  test('one that failed is tried again by its card', async () => {
    const { data, page } = await openDocument();
    page.open();
    openings[0]?.fail('network-interrupted');
    await settled();
    expect(data.failure?.help).toBe('retry');
    page.help();
    expect(openings).toHaveLength(2);
    expect(data.failure).toBeNull();
    openings[1]?.succeed();
    await settled();
  });

  test('leaving the page stops what runs and touches the page no more', async () => {
    const { changes, page } = await openDocument();
    page.open();
    const before = changes.length;
    page.onUnload();
    await settled();
    expect(openings[0]?.cancelled).toBe(true);
    expect(changes).toHaveLength(before);
  });
});

test('what WeChat does not ask is asked again by the card, and not taken as answered', async () => {
  flows.canRename.mockReturnValue(true);
  const { data, page } = await open();
  for (const ask of ['askDelete', 'askRename'] as const) {
    const asked = phone.calls.of('showModal').length;
    phone.calls.failNext('showModal', { errMsg: 'showModal:fail' });
    await page[ask]();
    expect(data.failure).toMatchObject({ help: 'retry' });
    phone.person.allows = false;
    page.help();
    await settled();
    expect(phone.calls.of('showModal')).toHaveLength(asked + 2);
  }
  expect(flows.remove).not.toHaveBeenCalled();
  expect(flows.rename).not.toHaveBeenCalled();
});

describe('deleting', () => {
  test('asks first', async () => {
    phone.person.allows = false;
    const { page } = await open();
    void page.askDelete();
    await settled();
    expect(flows.remove).not.toHaveBeenCalled();
  });

  test('goes back to the gallery, also when there is no page to go back to', async () => {
    flows.remove.mockResolvedValue(undefined);
    const first = await open();
    void first.page.askDelete();
    await settled();
    expect(phone.calls.of('navigateBack')).not.toEqual([]);

    stackDepth = 1;
    const second = await open();
    void second.page.askDelete();
    await settled();
    expect(phone.calls.of('redirectTo')).toMatchObject([{ url: '../gallery/gallery' }]);
  });

  test('that fails stays on the page with a card', async () => {
    flows.remove.mockRejectedValue(
      new Failure({
        code: 'access-denied',
        attempt: { action: 'delete', name: photo.name },
        detail: '',
        status: 403,
      }),
    );
    const { data, page } = await open();
    void page.askDelete();
    await settled();
    expect(phone.calls.of('navigateBack')).toEqual([]);
    expect(data.failure).toMatchObject({ code: 'access-denied', codeLine: 'access-denied · 403' });
  });
});
