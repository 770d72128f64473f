import { firstOf, livesUpTo } from '../../miniprogram/cos/components/link-sheet/lives';
import { Failure } from '../../miniprogram/cos/failures/Failure';
import { door } from '../pages/support/door';
import { usePhone } from '../support/phone/usePhone';
import { openComponent } from './support/openComponent';

interface Data {
  labels: Record<string, string>;
  lives: { seconds: number; label: string }[];
  seconds: number;
  state: string;
  code: string;
  until: string;
  failure: { code: string } | null;
}
interface Methods {
  choose(event: object): void;
  copy(): Promise<void>;
  help(): void;
  close(): void;
}

const DAY = 86_400;
const key = 'users/o1/81-夏天 & 50%.jpg';
const phone = usePhone({ settings: { language: 'en' } });
const flows = { longestLink: jest.fn(), makeLink: jest.fn() };
let now: number;

beforeEach(() => {
  jest.restoreAllMocks();
  jest.resetAllMocks();
  now = new Date('2026-11-28T18:30:00').getTime();
  jest.spyOn(Date, 'now').mockImplementation(() => now);
  flows.longestLink.mockResolvedValue(7 * DAY);
  flows.makeLink.mockImplementation(async (_object: unknown, { seconds }: { seconds: number }) => ({
    url: `https://a.example.com/${seconds}-${flows.makeLink.mock.calls.length}`,
    expiresAt: now + seconds * 1000,
  }));
});

const load = () => {
  jest.doMock('../../miniprogram/cos/index', () => door(flows));
  jest.doMock('../../miniprogram/cos/failures/Failure', () => ({ Failure }));
  require('../../miniprogram/cos/components/link-sheet/link-sheet');
};
const settled = () => new Promise((resolve) => setImmediate(resolve));
/** Waits for the clipboard, which is a file of the phone. */
async function copied(text: string): Promise<void> {
  for (let turn = 0; phone.simulated.clipboard() !== text && turn < 100; turn += 1) await settled();
  expect(phone.simulated.clipboard()).toBe(text);
}
async function open(properties: Record<string, unknown> = { objectKey: key }) {
  const sheet = openComponent<Data, Methods>(load, properties);
  await settled();
  return { ...sheet, tap: (seconds: number) => sheet.component.choose(tapOn(seconds)) };
}
const tapOn = (seconds: number) => ({ currentTarget: { dataset: { seconds } } });
const asked = () => flows.makeLink.mock.calls.map(([, { seconds }]) => seconds);
const refused = (code: Failure['code'] = 'link-refused') =>
  new Failure({ code, attempt: { action: 'link' }, detail: 'no' });

test('a day to begin with, as a code and until when', async () => {
  const { data } = await open();
  expect(data.lives.map(({ label }) => label)).toEqual(['10 min', '1 hour', '1 day', '7 days']);
  expect(flows.makeLink.mock.calls).toEqual([[key, { seconds: DAY }]]);
  expect(data).toMatchObject({ seconds: DAY, state: 'ready', until: 'Works until 29 Nov 18:30' });
  expect(data.code).toMatch(/^background-image: url\("data:image\/svg\+xml,%3Csvg/);
});

test('an object in place of its key', async () => {
  const object = { key };
  await open({ object });
  expect(flows.makeLink).toHaveBeenCalledWith(object, { seconds: DAY });
});

test('who taps to and fro, many times at once, asks once for each life and sees the last', async () => {
  const { data, tap } = await open();
  for (const seconds of [600, DAY, 600, 3600, 600, 600, 7 * DAY, 3600]) tap(seconds);
  expect(data.state).toBe('making');
  await settled();
  expect(data).toMatchObject({ seconds: 3600, state: 'ready', until: 'Works until 28 Nov 19:30' });
  expect(asked().sort()).toEqual([600, 3600, 7 * DAY, DAY].sort());
});

test('what is copied is what is shown; a link that is over is made anew', async () => {
  const { data, component, events, tap } = await open();
  tap(600);
  await component.copy();
  await settled();
  await Promise.all([component.copy(), component.copy()]);
  await copied('https://a.example.com/600-2');
  expect(events[0]).toEqual(['copied', { expiresAt: now + 600_000 }]);
  now += 601_000;
  await component.copy();
  await copied('https://a.example.com/600-3');
  expect(data.until).toBe('Works until 28 Nov 18:50');
});

test('where links die with a temporary key, no longer life is offered', async () => {
  flows.longestLink.mockResolvedValue(1800);
  const { data } = await open();
  expect(data.lives.map(({ label }) => label)).toEqual(['10 min', '30 min']);
  expect(data).toMatchObject({ seconds: 1800, until: 'Works until 28 Nov 19:00' });
});

test('a refusal stands in place of the code, and another life can be chosen', async () => {
  flows.makeLink.mockRejectedValueOnce(refused());
  const { data, component, tap } = await open();
  expect(data).toMatchObject({ state: 'failed', failure: { code: 'link-refused' } });
  await component.copy();
  expect(phone.simulated.clipboard()).toBe('');
  component.help();
  await settled();
  expect(data).toMatchObject({ state: 'ready', failure: null, seconds: DAY });
  flows.makeLink.mockRejectedValueOnce(refused());
  tap(600);
  await settled();
  expect(data.state).toBe('failed');
  tap(600);
  await settled();
  expect(data.state).toBe('ready');
});

test('without a key nothing can be chosen, until it is tried again', async () => {
  flows.longestLink.mockRejectedValueOnce(refused('credential-unreachable'));
  const { data, component } = await open();
  expect(data).toMatchObject({ state: 'failed', lives: [], failure: { code: 'credential-unreachable' } });
  component.help();
  await settled();
  expect(data.state).toBe('ready');
});

test('a clipboard that refuses says so', async () => {
  const { data, component } = await open();
  phone.calls.failNext('setClipboardData', {
    errMsg: 'setClipboardData:fail api scope is not declared in the privacy agreement',
    errno: 112,
  });
  await component.copy();
  await settled();
  expect(data).toMatchObject({ state: 'failed', failure: { code: 'privacy-undeclared' } });
});

test('a link that is too long for a code can be copied', async () => {
  const url = `https://a.example.com/${'%E7'.repeat(1000)}`;
  flows.makeLink.mockResolvedValue({ url, expiresAt: now + DAY * 1000 });
  const { data, component } = await open();
  expect(data).toMatchObject({ state: 'ready', code: '' });
  await component.copy();
  await copied(url);
});

test('what arrives after the sheet is gone changes nothing', async () => {
  let arrive: (link: object) => void = () => undefined;
  flows.makeLink.mockReturnValue(new Promise((resolve) => (arrive = resolve)));
  const { changes, detach } = await open();
  const before = changes.length;
  detach();
  arrive({ url: 'https://a.example.com/', expiresAt: now });
  await settled();
  expect(changes).toHaveLength(before);
});

test.each([
  [31_536_000, [600, 3600, DAY, 7 * DAY]],
  [2 * DAY, [600, 3600, DAY, 2 * DAY]],
  [DAY, [600, 3600, DAY]],
  [600, [600]],
  [60, [60]],
])('up to %i s', (longest, lives) => {
  expect(livesUpTo(longest)).toEqual(lives);
  expect(firstOf(livesUpTo(longest))).toBe(Math.min(longest, DAY));
});
