import { createHash } from 'node:crypto';
import { FaultSwitches } from '../../dev/cos-server/faults/FaultSwitches';
import { noFaults } from '../../dev/cos-server/faults/Faults';
import type { RequestLogEntry } from '../../dev/cos-server/log/RequestLog';
import type { PanelState } from '../../dev/panel/PanelProtocol';
import type { CloudView } from '../../dev/panel/server/createPanelRoutes';
import { createPanelRoutes } from '../../dev/panel/server/createPanelRoutes';
import { deferred } from '../simulator/phone/support/deferred';
import { jpeg } from '../simulator/phone/support/media';
import { type OpenPhone, openPhone, succeeded } from '../simulator/phone/support/openPhone';
import { startServer, type TestServer } from '../simulator/phone/support/startServer';

let open: OpenPhone;
let server: TestServer;
let tellRequest: (request: RequestLogEntry) => void;

const put: RequestLogEntry = {
  at: 1,
  requestId: 'id',
  caller: 'oTester',
  method: 'PUT',
  path: '/users/oTester/a.jpg',
  operation: 'PutObject',
  bucket: 'examplebucket-1250000000',
  key: 'users/oTester/a.jpg',
  status: 200,
  requestBytes: 10,
  responseBytes: 0,
  durationMs: 3,
};

const faults = new FaultSwitches();
const listObjects = jest.fn(async () => [
  { key: 'a.jpg', size: 3, etag: '"1"', lastModified: 1, contentType: 'image/jpeg' },
]);
const cloud: CloudView = {
  faults,
  objects: listObjects,
  requests: () => [put],
  onRequest: (listener) => {
    tellRequest = listener;
    return () => undefined;
  },
};

beforeEach(async () => {
  open = await openPhone();
  const routes = createPanelRoutes(open.phone, cloud);
  server = await startServer(async (request, response) => {
    if (!(await routes(request, response))) response.writeHead(404).end('not the panel');
  });
});
afterEach(async () => {
  faults.reset();
  await server.close();
  await open.close();
});

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${server.url}${path}`, { headers });
const post = (path: string, body: string) =>
  fetch(`${server.url}${path}`, {
    method: 'POST',
    body,
    headers: { 'Content-Type': 'application/json' },
  });

async function saveToAlbum(name: string, bytes: Buffer): Promise<string> {
  const filePath = `http://usr/${name}`;
  succeeded(await open.call('writeFile', { filePath }, bytes));
  succeeded(await open.call('saveToAlbum', { filePath, type: 'image' }));
  return open.phone.album()[0]?.id ?? '';
}

/** The stream of events. `read` resolves with all of it when `wanted` and the rest of its event have come. */
async function openEvents(): Promise<{ read(wanted: string): Promise<string>; close(): Promise<void> }> {
  const reader = (await get('/panel/events')).body?.getReader();
  let text = '';
  return {
    async read(wanted) {
      while (!text.includes(wanted) || !text.includes('\n\n', text.indexOf(wanted))) {
        const chunk = await reader?.read();
        if (!chunk || chunk.done) throw new Error(`The events ended without ${wanted}: ${text}`);
        text += Buffer.from(chunk.value).toString();
      }
      return text;
    },
    close: async () => reader?.cancel(),
  };
}

async function readState(): Promise<PanelState> {
  const events = await openEvents();
  const text = await events.read('event: state');
  await events.close();
  return JSON.parse(/event: state\ndata: (.*)/.exec(text)?.[1] ?? '');
}

test('the page, its script and its styles', async () => {
  expect(await (await get('/')).text()).toContain('/panel/panel.js');
  expect((await get('/panel/panel.js')).headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(await (await get('/panel/panel.css')).text()).toContain('.album');
  expect(await (await get('/elsewhere')).text()).toBe('not the panel');
  expect((await get('/panel/elsewhere')).status).toBe(404);
});

test('the state, and what has just changed', async () => {
  expect(await readState()).toMatchObject({
    fresh: true,
    developer: 'oTester',
    settings: { language: 'zh_CN', theme: 'light', network: 'wifi' },
    album: [],
    cloud: { objects: { count: 1, newest: [{ key: 'a.jpg' }] }, requests: [put], faults: noFaults },
  });
  await post('/panel/settings', JSON.stringify({ language: 'en', network: '3g' }));
  expect(await readState()).toMatchObject({ fresh: false, settings: { language: 'en', network: '3g' } });
  expect(open.events.at(-1)).toMatchObject({ event: 'settingsChanged', data: { language: 'en' } });
});

test('the lists of domains, off as long as nobody verifies', async () => {
  const { settings } = open.phone;
  const none = { request: [], uploadFile: [], downloadFile: [] };
  expect(settings.current).toMatchObject({ verifyDomains: false, domains: none });
  const domains = { ...none, request: ['https://cos.ap-guangzhou.myqcloud.com', 'https://example.com:8443'] };
  const response = await post('/panel/settings', JSON.stringify({ verifyDomains: true, domains }));
  expect(response.status).toBe(200);
  expect(settings.current).toMatchObject({ verifyDomains: true, domains });
});

const domains = { request: [], uploadFile: [], downloadFile: [] };

test.each<[unknown, string, string]>([
  [{ language: 'fr' }, 'language', 'is "fr"; it must be one of zh_CN, en.'],
  [{ openId: '../other' }, 'openId', 'is "../other"; it must be 1 to 64 letters, digits, "_" or "-".'],
  [{ permissions: { 'scope.camera': true } }, 'permissions.scope.camera', 'is unknown; the fields here are'],
  [
    { permissions: { 'scope.writePhotosAlbum': 1 } },
    'permissions.scope.writePhotosAlbum',
    'is 1; it must be true',
  ],
  [{ verifyDomains: 1 }, 'verifyDomains', 'is 1; it must be true or false.'],
  [{ domains: { request: [] } }, 'domains.uploadFile', 'is missing; it must be a list.'],
  [{ domains: { ...domains, request: 'all' } }, 'domains.request', 'is "all"; it must be a list.'],
  ...[
    ['http://example.com', 'WeChat takes https only'],
    ['example.com', 'WeChat takes https only'],
    ['https://1.2.3.4', 'WeChat takes no IP address and no localhost'],
    ['https://[::1]', 'WeChat takes no IP address and no localhost'],
    ['https://localhost:8443', 'WeChat takes no IP address and no localhost'],
    ['https://example.com/path', 'a domain has no path'],
    ['https://', 'it is no domain'],
  ].map(([domain, reason]): [unknown, string, string] => [
    { domains: { ...domains, uploadFile: ['https://example.com', domain] } },
    'domains.uploadFile[1]',
    `is "${domain}"; it must be as https://example.com: ${reason}.`,
  ]),
  [{ unknown: 1 }, 'unknown', 'is unknown; the fields here are language, theme, network'],
  [null, '', 'The body is null; it must be an object.'],
  [[], '', 'The body is []; it must be an object.'],
])('a setting that is none: %j', async (change, field, message) => {
  const before = open.phone.settings.current;
  const response = await post('/panel/settings', JSON.stringify(change));
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({ field, message: expect.stringContaining(message) });
  expect(open.phone.settings.current).toBe(before);
});

test('only JSON is taken, and not too much of it', async () => {
  const asText = await fetch(`${server.url}/panel/settings`, { method: 'POST', body: '{"theme":"dark"}' });
  expect(asText.status).toBe(415);
  expect((await post('/panel/settings', '{"theme"')).status).toBe(400);
  expect((await post('/panel/settings', `"${'x'.repeat(70_000)}"`)).status).toBe(413);
  expect(open.phone.settings.current.theme).toBe('light');
});

test('the panel sets the faults of the cloud and takes them back', async () => {
  const failures = [{ kind: 'status', status: 503, code: 'SlowDown', share: 0.5, operation: 'GetObject' }];
  const changed = await post('/panel/cloud/faults', JSON.stringify({ latencyMs: 20, failures }));
  expect(await changed.json()).toEqual({ ...noFaults, latencyMs: 20, failures });
  expect(faults.current).toMatchObject({ latencyMs: 20, failures });
  faults.usesTemporaryKey('AKIDused');
  await post('/panel/cloud/faults/revoke-used-keys', '');
  const { cloud: shown } = await readState();
  expect(shown?.faults).toMatchObject({ latencyMs: 20, revokedKeys: ['AKIDused'] });
  expect(shown?.operations).toContain('UploadPart');
  expect(shown?.actions).not.toContain('OptionsObject');
  await post('/panel/cloud/faults/reset', '');
  expect(faults.current).toEqual(noFaults);
});

test('faults that are none are refused with its field', async () => {
  const response = await post('/panel/cloud/faults', '{"latencyMs":"long"}');
  expect(response.status).toBe(400);
  const message = 'latencyMs is "long"; it must be a number from 0 to 60000.';
  expect(await response.json()).toEqual({ field: 'latencyMs', message });
});

test('the album gives back the bytes that were saved, by their name', async () => {
  const bytes = await jpeg(50, 40);
  const id = await saveToAlbum('海边 日落 + # % &.jpg', bytes);
  const { album } = await readState();
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  expect(album).toMatchObject([{ name: '海边 日落 + # % &.jpg', size: bytes.length, sha256 }]);

  const response = await get(`/panel/album?id=${id}&download`);
  expect(response.headers.get('content-type')).toBe('image/jpeg');
  expect(decodeURIComponent(response.headers.get('content-disposition') ?? '')).toContain(
    '海边 日落 + # % &.jpg',
  );
  expect(Buffer.compare(Buffer.from(await response.arrayBuffer()), bytes)).toBe(0);
  expect((await get('/panel/album?id=none')).status).toBe(404);
});

test('a part of a file, as players ask for it', async () => {
  const bytes = await jpeg(50, 40);
  const id = await saveToAlbum('a.jpg', bytes);
  const part = async (range: string) => get(`/panel/album?id=${id}`, { Range: range });
  const middle = await part('bytes=10-19');
  expect(middle.status).toBe(206);
  expect(middle.headers.get('content-range')).toBe(`bytes 10-19/${bytes.length}`);
  expect(Buffer.from(await middle.arrayBuffer())).toEqual(bytes.subarray(10, 20));
  expect(Buffer.from(await (await part('bytes=-5')).arrayBuffer())).toEqual(bytes.subarray(-5));
  expect(Buffer.from(await (await part('bytes=10-')).arrayBuffer())).toEqual(bytes.subarray(10));
  expect((await part(`bytes=${bytes.length}-`)).status).toBe(416);
  // RFC 9110, section 14.1.1: a last byte before the first is no range.
  expect((await part('bytes=5-2')).status).toBe(200);
});

test('live updates', async () => {
  const events = await openEvents();
  await events.read('event: state');
  open.phone.settings.update({ theme: 'dark' });
  await events.read('event: settings\ndata: {"language":"zh_CN","theme":"dark"');
  open.phone.console.add('warn', 'careful');
  await events.read('"level":"warn","text":"careful"');
  tellRequest(put);
  await events.read('event: request\ndata: {"at":1');
  faults.change({ latencyMs: 7 });
  await events.read('event: faults\ndata: {"latencyMs":7');
  await saveToAlbum('a.jpg', await jpeg(2, 2));
  await events.read('event: album\ndata: [{');
  await events.close();
});

test('what comes while the bucket is listed is in the state', async () => {
  const listing = deferred();
  listObjects.mockReturnValueOnce(listing.promise.then(() => []));
  const events = await openEvents();
  await events.read('retry:');
  open.phone.console.add('log', 'meanwhile');
  listing.resolve();
  const text = await events.read('event: state');
  expect(text.slice(text.indexOf('event: state'))).toContain('meanwhile');
  await events.close();
});
