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
  note: string;
  failure: FailureView | null;
}
interface Methods {
  find(): Promise<void>;
  open(): void;
  save(): void;
  cancelWork(): void;
  openDetails(): Promise<void>;
  askDelete(): void;
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
  remove: jest.fn(),
};
const phone = usePhone({ settings: { language: 'en' } });
let stackDepth: number;

beforeEach(() => {
  openings = [];
  stackDepth = 2;
  jest.resetAllMocks();
  flows.findObject.mockResolvedValue(photo);
  flows.previewUrl.mockResolvedValue('https://signed/preview');
  const starts =
    (name: 'open' | 'save') =>
    (_object: unknown, { onProgress }: Pick<TestTask, 'onProgress'>) => {
      const task = new TestTask(name, onProgress);
      openings.push(task);
      return task;
    };
  flows.openDocument.mockImplementation(starts('open'));
  flows.saveToAlbum.mockImplementation(starts('save'));
  Object.assign(globalThis, { getCurrentPages: () => Array.from({ length: stackDepth }) });
});

afterEach(() => {
  Reflect.deleteProperty(globalThis, 'getCurrentPages');
});

const load = () => {
  jest.doMock('../../miniprogram/cos/index', () => door(flows));
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

describe('deleting', () => {
  test('asks first', async () => {
    phone.person.allows = false;
    const { page } = await open();
    page.askDelete();
    await settled();
    expect(flows.remove).not.toHaveBeenCalled();
  });

  test('goes back to the gallery, also when there is no page to go back to', async () => {
    flows.remove.mockResolvedValue(undefined);
    const first = await open();
    first.page.askDelete();
    await settled();
    expect(phone.calls.of('navigateBack')).not.toEqual([]);

    stackDepth = 1;
    const second = await open();
    second.page.askDelete();
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
    page.askDelete();
    await settled();
    expect(phone.calls.of('navigateBack')).toEqual([]);
    expect(data.failure).toMatchObject({ code: 'access-denied', codeLine: 'access-denied · 403' });
  });
});
