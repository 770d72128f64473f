import { Failure } from '../../miniprogram/cos/failures/Failure';
import { door } from '../pages/support/door';
import { TestTask } from '../pages/support/TestTask';
import { usePhone } from '../support/phone/usePhone';
import { describedFields } from './support/describedFields';
import { openComponent } from './support/openComponent';

interface Data {
  state: string;
  pressable: boolean;
  text: string;
  percent: number;
  labels: { save: string };
  failure: { code: string; help: string; heading: string } | null;
}
interface Methods {
  press(): void;
  save(): Promise<void>;
  cancel(): void;
  help(): void;
  close(): void;
}

const key = 'users/o1/81-夏天 & 50%.jpg';

const phone = usePhone({ settings: { language: 'en' } });
let saves: TestTask[];
const flows = { saveToAlbum: jest.fn(), openSettings: jest.fn() };

beforeEach(() => {
  saves = [];
  jest.resetAllMocks();
  flows.saveToAlbum.mockImplementation((_object: unknown, { onProgress }: Pick<TestTask, 'onProgress'>) => {
    const task = new TestTask('save', onProgress);
    saves.push(task);
    return task;
  });
});

const load = () => {
  jest.doMock('../../miniprogram/cos/index', () => door(flows));
  // The component has to see the same class as this test.
  jest.doMock('../../miniprogram/cos/failures/Failure', () => ({ Failure }));
  require('../../miniprogram/cos/components/cos-save-button/cos-save-button');
};
const open = (properties: object = { objectKey: key }) =>
  openComponent<Data, Methods>(load, { ...properties });
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('it becomes its progress, never goes back, and ends as Saved', async () => {
  const { data, component, events, detach } = open();
  component.press();
  component.press();
  expect(flows.saveToAlbum.mock.calls).toEqual([[key, expect.anything()]]);
  expect(data).toMatchObject({ state: 'saving', text: 'Saving 0 %', pressable: false });
  saves[0]?.onProgress({ loaded: 42, total: 100 });
  saves[0]?.onProgress({ loaded: 10, total: 100 });
  expect(data).toMatchObject({ text: 'Saving 42 %', percent: 42 });
  saves[0]?.succeed();
  await settled();
  expect(data).toMatchObject({ state: 'saved', text: 'Saved', pressable: false });
  expect(events).toEqual([
    ['progress', { percent: 42 }],
    ['saved', { key }],
  ]);
  component.press();
  expect(saves).toHaveLength(1);
  detach();
});

test('progress of the same percent sends nothing', async () => {
  const { component, changes } = open();
  component.press();
  const before = changes.length;
  for (let loaded = 1000; loaded <= 2000; loaded += 1) saves[0]?.onProgress({ loaded, total: 100_000 });
  expect(changes.slice(before).map(({ percent }) => percent)).toEqual([1, 2]);
});

test('an object as a list gave it is saved without being asked for', () => {
  const object = { key, name: 'a.jpg', etag: 'e', kind: 'image', size: 3 };
  open({ object }).component.press();
  expect(flows.saveToAlbum).toHaveBeenCalledWith(object, expect.anything());
});

test('without an object, and while it is disabled, it takes no taps', () => {
  const { data, component, set } = open({});
  component.press();
  expect(data.pressable).toBe(false);
  set({ objectKey: key, disabled: true });
  component.press();
  expect(data.pressable).toBe(false);
  expect(saves).toHaveLength(0);
  set({ disabled: false });
  expect(data.pressable).toBe(true);
});

test('a cancelled save is the button again', async () => {
  const { data, component, events } = open();
  component.press();
  component.cancel();
  await settled();
  expect(data).toMatchObject({ state: 'idle', text: '', failure: null, pressable: true });
  expect(events).toEqual([['cancel']]);
});

test('a refused album: the card opens the settings within the tap, then saves', async () => {
  const { data, component, events } = open();
  component.press();
  saves[0]?.fail('album-refused');
  await settled();
  expect(data.failure).toMatchObject({ help: 'settings', heading: 'Could not save “a.jpg”' });
  expect(events).toEqual([
    ['error', expect.objectContaining({ code: 'album-refused', advice: expect.any(String) })],
  ]);
  expect(Object.keys(events.at(-1)?.[1] as object)).toEqual(describedFields);

  flows.openSettings.mockResolvedValueOnce(false);
  component.help();
  expect(flows.openSettings).toHaveBeenCalledTimes(1);
  await settled();
  expect(saves).toHaveLength(1);
  expect(data.failure?.code).toBe('album-refused');

  flows.openSettings.mockResolvedValueOnce(true);
  component.help();
  await settled();
  expect(saves).toHaveLength(2);
  saves[1]?.succeed();
  await settled();
  expect(data).toMatchObject({ state: 'saved', failure: null });
});

test('settings that answer late, when it has been saved or tried again, save nothing twice', async () => {
  const { data, component } = open();
  component.press();
  saves[0]?.fail('album-refused');
  await settled();
  let late: (allowed: boolean) => void = () => undefined;
  flows.openSettings
    .mockReturnValueOnce(
      new Promise((resolve) => {
        late = resolve;
      }),
    )
    .mockResolvedValueOnce(true);
  component.help();
  component.help();
  await settled();
  saves[1]?.succeed();
  await settled();
  late(true);
  await settled();
  expect([saves.length, data.state]).toEqual([2, 'saved']);
});

test('settings that cannot be opened are a card of their own', async () => {
  const { data, component } = open();
  component.press();
  saves[0]?.fail('album-refused');
  await settled();
  flows.openSettings.mockRejectedValueOnce(
    new Failure({ code: 'tap-needed', attempt: { action: 'save' }, detail: '' }),
  );
  component.help();
  await settled();
  expect(data.failure?.code).toBe('tap-needed');
});

test('one that failed is tried again by its card or by the button, or closed', async () => {
  const { data, component, events } = open();
  component.press();
  saves[0]?.fail('network-interrupted');
  await settled();
  expect(data).toMatchObject({ state: 'idle', pressable: true, failure: { help: 'retry' } });
  component.help();
  expect(saves).toHaveLength(2);
  expect(data.failure).toBeNull();
  saves[1]?.fail('network-interrupted');
  await settled();
  component.close();
  expect(data.failure).toBeNull();
  expect(events.at(-1)).toEqual(['cancel']);
  component.press();
  expect(saves).toHaveLength(3);
});

test('another object ends what runs for the one before, and is not saved yet', async () => {
  const { data, component, set, events } = open();
  component.press();
  // WeChat tells of each change of the page, also of one to the same value.
  set({ objectKey: key });
  expect(saves[0]?.cancelled).toBe(false);
  set({ objectKey: 'users/o1/b.jpg' });
  await settled();
  expect(saves[0]?.cancelled).toBe(true);
  expect(data).toMatchObject({ state: 'idle', text: '' });
  expect(events).toEqual([]);
  component.press();
  expect(flows.saveToAlbum).toHaveBeenLastCalledWith('users/o1/b.jpg', expect.anything());
});

test('one that is taken off the page stops, and touches nothing more', async () => {
  const { component, changes, events, detach } = open();
  component.press();
  const before = changes.length;
  detach();
  await settled();
  expect(saves[0]?.cancelled).toBe(true);
  expect(changes).toHaveLength(before);
  expect(events).toEqual([]);
});

test('it speaks Chinese', async () => {
  phone.simulated.settings.update({ language: 'zh_CN' });
  await settled();
  const { data, component } = open();
  expect(data.labels.save).toBe('保存到相册');
  component.press();
  expect(data.text).toBe('正在保存 0%');
});

test('what WeChat will ask is said in the language of the phone, once, and can wait', async () => {
  const { component } = open();
  component.press();
  const beforeAlbumQuestion = () => flows.saveToAlbum.mock.calls[0]?.[1].beforeAlbumQuestion();
  phone.person.allows = false;
  expect(await beforeAlbumQuestion()).toBe(false);
  expect(phone.calls.of('showModal')).toEqual([
    expect.objectContaining({ title: 'Saving to your album', confirmText: 'Go on', cancelText: 'Not now' }),
  ]);
  // Who taps again knows what comes.
  expect(await beforeAlbumQuestion()).toBe(true);
  expect(phone.calls.of('showModal')).toHaveLength(1);
});

test('a word that cannot be shown keeps nobody from saving', async () => {
  const { component } = open();
  component.press();
  phone.calls.failNext('showModal', { errMsg: 'showModal:fail' });
  expect(await flows.saveToAlbum.mock.calls[0]?.[1].beforeAlbumQuestion()).toBe(true);
});
