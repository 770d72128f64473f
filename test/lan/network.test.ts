import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import WebSocket from 'ws';
import { cardAddresses } from '../../dev/lan/findAddress';
import { codeIn, findSharedCloud, writeSharedCloud } from '../../dev/lan/SharedCloud';
import type { PagePlace } from '../../dev/simulator/in-node/phone/network/NetworkPort';
import type { PhoneEvents } from '../../dev/simulator/messages/PhoneProtocol';
import { type Servers, startServers } from '../e2e/support/startServers';
import { type Asked, ask } from '../support/ask';

/** What `npm start -- --lan` opens, to whom; asked at this computer's own address in its network. */

const code = 'a-code-of-128-bits-000';
const [card] = cardAddresses();
const describeInNetwork = card ? describe : describe.skip;

const connects = (url: string, headers: Record<string, string>) =>
  new Promise<boolean>((resolve) => {
    const socket = new WebSocket(url, { headers });
    socket.on('open', () => {
      socket.terminate();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });

const json = { 'Content-Type': 'application/json' };
const cookie = { Cookie: `simulator=${code}` };

describeInNetwork('in the network', () => {
  let servers: Servers;
  let address = '';
  let simulator = '';
  let keys = '';
  let cos = '';

  beforeAll(async () => {
    address = card?.address ?? '';
    servers = await startServers({ network: { address, code } });
    const at = (url: string) => `http://${address}:${new URL(url).port}`;
    simulator = at(servers.simulator.url);
    keys = at(servers.cloud.functions.url);
    cos = at(servers.cloud.cos.url);
  });
  afterAll(() => servers?.close());

  test('a stranger gets nothing', async () => {
    const asked: [string, Asked?][] = [
      [`${simulator}/`],
      [`${simulator}/phone`],
      [`${simulator}/phone/runtime.js`],
      [`${simulator}/phone/app/app.json`],
      [`${simulator}/panel/objects`],
      [`${simulator}/open/${code.slice(1)}`],
      [`${simulator}/open/`],
      [`${simulator}/phone`, { headers: { Cookie: 'simulator=; simulator=guess' } }],
      [`${keys}/cos-credentials`, { method: 'POST', headers: json, body: '{}' }],
      [`${keys}/guess/cos-credentials`, { method: 'POST', headers: json, body: '{}' }],
      [`${keys}/cos-credentials/${code}`, { method: 'POST', headers: json, body: '{}' }],
      [cos],
      [`${cos}/examplebucket-1250000000?prefix=users/`],
    ];
    for (const [url, how] of asked) {
      const { status, text } = await ask(url, how);
      expect([url, status]).toEqual([url, 403]);
      expect(text).not.toContain(code);
    }
    expect(await connects(`${simulator.replace('http', 'ws')}/page`, {})).toBe(false);
    for (const closed of [servers.cloud.sts.url, servers.cloud.cos.faultsUrl ?? '']) {
      await expect(ask(`http://${address}:${new URL(closed).port}/`)).rejects.toThrow('ECONNREFUSED');
    }
  });

  test('with the code a browser has the phone, and a Mini Program keys that the cloud takes', async () => {
    const opened = await ask(servers.simulator.networkUrl ?? '', {
      headers: {
        'Accept-Language': 'en-GB,en;q=0.9',
        'Sec-Fetch-Site': 'cross-site',
        'Sec-Fetch-Dest': 'document',
      },
    });
    expect(opened).toMatchObject({ status: 303, headers: { location: '/phone' } });
    expect(opened.headers['set-cookie']).toEqual([`simulator=${code}; HttpOnly; SameSite=Lax; Path=/`]);
    expect(servers.phone.settings.current.language).toBe('en');
    expect((await ask(`${simulator}/phone`, { headers: cookie })).status).toBe(200);
    expect(await connects(`${simulator.replace('http', 'ws')}/page`, { ...cookie, Origin: simulator })).toBe(
      true,
    );

    const asked = { method: 'POST', headers: json, body: '{"code":"of wx.login"}' };
    const answer = await ask(`${servers.cloud.at.functions}/cos-credentials`, asked);
    expect(JSON.parse(answer.text)).toMatchObject({ credentials: { tmpSecretKey: expect.any(String) } });
    expect(servers.cloud.at.cos).toBe(cos);
    // It is open at home as ever, where there is no code.
    expect((await ask(`${servers.cloud.functions.url}/cos-credentials`, asked)).status).toBe(200);
    expect((await ask(`${servers.simulator.url}/panel/objects`)).status).toBe(200);
  });

  test('a preview finds it while it runs', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'lan-'));
    try {
      await expect(findSharedCloud(dir)).rejects.toThrow('Run npm start -- --lan in another terminal');
      const kept = await codeIn(dir);
      await writeSharedCloud(dir, { ...servers.cloud.at, code: kept });
      expect(await findSharedCloud(dir)).toMatchObject(servers.cloud.at);
      expect(await codeIn(dir)).toBe(kept);
      await writeSharedCloud(dir, { ...servers.cloud.at, functions: `${keys}/guess`, code: kept });
      await expect(findSharedCloud(dir)).rejects.toThrow('does not answer');
    } finally {
      await rm(dir, { recursive: true });
    }
  });

  test('with the code too the panel and the scripts are for this computer only', async () => {
    for (const path of [
      '/',
      '/panel/objects',
      '/panel/events',
      '/panel/settings',
      '//phone',
      '/phone/../panel/objects',
    ])
      expect([path, (await ask(`${simulator}${path}`, { headers: cookie })).status]).toEqual([path, 403]);
    expect(await connects(`${simulator.replace('http', 'ws')}/automator`, cookie)).toBe(false);
  });

  test('a page in the network gets by wx.request too nothing that listens for this computer only', async () => {
    const { port } = new URL(servers.simulator.url);
    const page: PhoneEvents = {
      taskProgress: () => undefined,
      taskHeaders: () => undefined,
      settingsChanged: () => undefined,
      visibilityChanged: () => undefined,
    };
    const request = (from: PagePlace, host: string) => {
      const url = `http://${host}:${port}/panel/objects`;
      const { functions } = servers.phone.connect(page, from);
      return functions
        .request({ task: 1, url, method: 'GET', header: {}, responseType: 'text' })
        .catch((error) => error);
    };
    for (const host of [
      '127.0.0.1',
      '127.1',
      'localhost',
      '[::1]',
      '[::ffff:127.0.0.1]',
      '0.0.0.0',
      '2130706433',
    ])
      expect([host, await request('network', host)]).toEqual([
        host,
        expect.objectContaining({ reason: expect.stringContaining('ERR_CONNECTION_REFUSED') }),
      ]);
    expect(await request('network', address)).toMatchObject({ statusCode: 403 });
    expect(await request('computer', '127.0.0.1')).toMatchObject({ statusCode: 200 });
  });

  test.each<[string, Record<string, string>]>([
    ['of another site', { Origin: 'http://evil.example.com' }],
    ['that names no origin', { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Dest': 'image' }],
    [
      'whose name was made to point here',
      { Host: 'evil.example.com:80', Origin: 'http://evil.example.com:80' },
    ],
    ['by the name of home', { Host: 'localhost' }],
    ['by the address of home', { Host: '127.0.0.1' }],
  ])('a page %s gets nothing, with the cookie of whoever looks at it', async (_who, headers) => {
    expect((await ask(`${simulator}/phone`, { headers: { ...cookie, ...headers } })).status).toBe(403);
    expect(await connects(`${simulator.replace('http', 'ws')}/page`, { ...cookie, ...headers })).toBe(false);
    const keyed = { method: 'POST', headers: { ...json, ...headers }, body: '{}' };
    expect((await ask(`${keys}/${code}/cos-credentials`, keyed)).status).toBe(403);
  });
});
