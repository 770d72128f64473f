import { send } from './support/send';
import { rootKey, startTestServer, type TestServer } from './support/startTestServer';
import { below, type Key, temporaryKey } from './support/temporaryKey';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let server: TestServer;
/** What the server's clock is ahead of this machine's, ms. */
let ahead = 0;
beforeAll(async () => {
  server = await startTestServer({ clock: () => Date.now() + ahead });
});
beforeEach(() => {
  ahead = 0;
});
afterAll(() => server.remove());

/** Signed for the server's time. */
const ask = (method: string, path: string, rest: { query?: Record<string, string>; body?: string } = {}) =>
  askAs(rootKey, method, path, rest);

function askAs(
  key: Key,
  method: string,
  path: string,
  rest: { query?: Record<string, string>; body?: string; headers?: Record<string, string> },
) {
  const now = Math.floor((Date.now() + ahead) / 1000);
  return send(server, key, { method, path, time: `${now - 1};${now + 900}`, ...rest });
}

const archive = (path: string, storageClass = 'ARCHIVE') =>
  askAs(rootKey, 'PUT', path, { body: 'frozen', headers: { 'x-cos-storage-class': storageClass } });

const wanted = (days: number | string, tier?: string) =>
  `<RestoreRequest><Days>${days}</Days>${tier === undefined ? '' : `<CASJobParameters><Tier>${tier}</Tier></CASJobParameters>`}</RestoreRequest>`;

const restore = (path: string, body: string) => ask('POST', path, { query: { restore: '' }, body });

const headOf = async (path: string) => (await ask('HEAD', path)).headers;

test('a restored object can be read for as many days as were asked for', async () => {
  await archive('/a');
  const asked = Date.now();
  expect(await restore('/a', wanted(2, 'Expedited'))).toMatchObject({ status: 202, text: '' });
  expect(server.requests().at(-1)).toMatchObject({ operation: 'PostObjectRestore', key: 'a' });
  const ongoing = await headOf('/a');
  expect(ongoing['x-cos-restore']).toBe('ongoing-request="true"');
  expect(ongoing['x-cos-restore-status']).toMatch(/^tier="expedited"; request-date="\w{3}, .* GMT"$/);
  expect(ongoing['x-cos-storage-class']).toBe('ARCHIVE');
  expect((await ask('GET', '/a')).code).toBe('InvalidObjectState');

  ahead = MINUTE + 1000;
  expect(await ask('GET', '/a')).toMatchObject({ status: 200, text: 'frozen' });
  const restored = await headOf('/a');
  const [, expiry = ''] =
    /^ongoing-request="false", expiry-date="(.*)"$/.exec(restored['x-cos-restore'] as string) ?? [];
  expect(Math.abs(Date.parse(expiry) - (asked + MINUTE + 2 * DAY))).toBeLessThan(10_000);
  expect(restored['x-cos-restore-status']).toBeUndefined();
  const source = 'examplebucket-1250000000.cos.ap-guangzhou.myqcloud.com/a';
  const copy = await askAs(rootKey, 'PUT', '/copy', { body: '', headers: { 'x-cos-copy-source': source } });
  expect(copy.status).toBe(200);
  expect((await headOf('/copy'))['x-cos-restore']).toBeUndefined();

  ahead = 2 * DAY + 2 * MINUTE;
  expect((await ask('GET', '/a')).code).toBe('InvalidObjectState');
  expect((await headOf('/a'))['x-cos-restore']).toBeUndefined();
  expect((await restore('/a', wanted(1, 'Expedited'))).status).toBe(202);
});

test('asked again, it is in progress at first, and later it lasts from then on', async () => {
  await archive('/again');
  await restore('/again', wanted(1, 'Expedited'));
  expect(await restore('/again', wanted(1, 'Expedited'))).toMatchObject({
    status: 409,
    code: 'RestoreAlreadyInProgress',
  });
  ahead = HOUR;
  expect((await restore('/again', wanted(3, 'Bulk'))).status).toBe(200);
  ahead = 2 * DAY;
  expect((await ask('GET', '/again')).text).toBe('frozen');
  ahead = 3 * DAY + 2 * HOUR;
  expect((await ask('GET', '/again')).code).toBe('InvalidObjectState');
});

test.each([
  ['ARCHIVE', undefined, 3 * HOUR],
  ['ARCHIVE', 'Standard', 3 * HOUR],
  ['ARCHIVE', 'Bulk', 5 * HOUR],
  ['DEEP_ARCHIVE', 'Standard', 12 * HOUR],
  ['DEEP_ARCHIVE', 'Bulk', 24 * HOUR],
])('of %s by %s it takes %d ms', async (storageClass, tier, duration) => {
  await archive('/slow', storageClass);
  expect((await restore('/slow', wanted(1, tier))).status).toBe(202);
  ahead = duration - MINUTE;
  expect((await ask('GET', '/slow')).code).toBe('InvalidObjectState');
  ahead = duration + MINUTE;
  expect((await ask('GET', '/slow')).text).toBe('frozen');
});

test('a restored object is still so after a restart, and archived again when it is put anew', async () => {
  await archive('/kept');
  await restore('/kept', wanted(1, 'Expedited'));
  ahead = 2 * MINUTE;
  server = await server.restart();
  expect((await ask('GET', '/kept')).text).toBe('frozen');
  await archive('/kept');
  expect((await ask('GET', '/kept')).code).toBe('InvalidObjectState');
});

test('what can not be restored is refused', async () => {
  await ask('PUT', '/plain', { body: 'warm' });
  await archive('/deep', 'DEEP_ARCHIVE');
  expect(await restore('/plain', wanted(1))).toMatchObject({ status: 405, code: 'MethodNotAllowed' });
  expect(await restore('/nothing', wanted(1))).toMatchObject({ status: 404, code: 'NoSuchKey' });
  expect(await restore('/deep', wanted(1, 'Expedited'))).toMatchObject({ status: 400 });
  for (const body of [
    wanted(0),
    wanted('x'),
    wanted(1.5),
    wanted(1, 'Soon'),
    '<Restore/>',
    '<RestoreRequest/>',
  ]) {
    expect(await restore('/deep', body)).toMatchObject({ status: 400, code: 'MalformedXML' });
  }
  expect((await restore('/deep', '')).code).toBe('MissingRequestBodyError');
  expect((await headOf('/deep'))['x-cos-restore']).toBeUndefined();
});

test('a policy has to allow PostObjectRestore', async () => {
  await archive('/guarded');
  const asked = { query: { restore: '' }, body: wanted(1, 'Expedited') };
  const keyTo = (action: string) =>
    temporaryKey([{ effect: 'allow', action: `name/cos:${action}`, resource: below('guarded') }]);
  expect((await askAs(keyTo('PostObject'), 'POST', '/guarded', asked)).code).toBe('AccessDenied');
  expect((await askAs(keyTo('PostObjectRestore'), 'POST', '/guarded', asked)).status).toBe(202);
});
