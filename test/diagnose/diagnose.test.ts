import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { account } from '../../dev/local-cloud/account';
import { type LocalCloud, startLocalCloud } from '../../dev/local-cloud/startLocalCloud';
import type { CosConfig } from '../../miniprogram/cos/client/CosConfig';
import type { Flows, FlowsOptions } from '../../miniprogram/cos/createFlows';
import { type Check, type CheckId, checkIds } from '../../miniprogram/cos/diagnose/Check';
import { load } from '../client/support/useHost';
import { until } from '../e2e/support/until';
import { onFunctionLine } from '../support/onFunctionLine';
import { usePhone } from '../support/phone/usePhone';
import type { Api } from '../support/phone/WatchedCalls';

/** How the doctor runs: in order, to an end, again, and leaving nothing. On the local cloud. */

const phone = usePhone();
let dir: string;
let cloud: LocalCloud;

const unhandled: unknown[] = [];
const hear = (reason: unknown) => unhandled.push(reason);

beforeAll(async () => {
  process.on('unhandledRejection', hear);
  dir = await mkdtemp(join(tmpdir(), 'diagnose-'));
  cloud = await startLocalCloud({
    dataDir: dir,
    functionsRoot: join(__dirname, '../../cloudfunctions'),
    ports: { cos: 0, functions: 0, sts: 0 },
    onLine: onFunctionLine,
  });
});
afterEach(() => {
  cloud.cos.faults.reset();
});
afterAll(async () => {
  process.off('unhandledRejection', hear);
  expect(unhandled).toEqual([]);
  await cloud.close();
  await rm(dir, { recursive: true });
});

function makeFlows(options: FlowsOptions = {}): Flows {
  const config: CosConfig = {
    bucket: account.bucket,
    region: account.region,
    addressing: 'path-style',
    endpoint: cloud.cos.url,
    credentials: { url: `${cloud.functions.url}/cos-credentials` },
  };
  return load<{
    createFlows(config: CosConfig, options: FlowsOptions): Flows;
  }>('createFlows').createFlows(config, options);
}

const names = (checks: readonly Check[]) => checks.map(({ id, state }) => `${id} ${state.name}`);
const allPassed = checkIds.map((id) => `${id} passed`);
const stateOf = (checks: readonly Check[], id: CheckId) => checks.find((check) => check.id === id)?.state;

/** Objects, and uploads in parts that are neither completed nor aborted. */
async function leftInTheCloud(): Promise<unknown[]> {
  const begun = new Set<string | undefined>();
  for (const { operation, key, status } of cloud.cos.requests()) {
    if (status >= 300) continue;
    if (operation === 'InitiateMultipartUpload') begun.add(key);
    if (operation === 'CompleteMultipartUpload' || operation === 'AbortMultipartUpload') begun.delete(key);
  }
  return [...(await cloud.cos.objects()), ...begun];
}

test('one after the other, each with a small request; nothing is left, and the report has no secret', async () => {
  const flows = makeFlows();
  const secrets: string[] = [];
  phone.calls.replace('request', (original) => (options) => {
    const success: typeof options.success = (answer) => {
      const { credentials } = Object(answer.data) as { credentials?: Record<string, string> };
      secrets.push(...Object.values(credentials ?? {}));
      options.success?.(answer as never);
    };
    return original({ ...options, success });
  });
  const seen: string[] = [];
  const task = flows.diagnose({
    onChange(checks) {
      expect(checks.map(({ id }) => id)).toEqual([...checkIds]);
      const running = checks.filter(({ state }) => state.name === 'running');
      if (running.length > 0) seen.push(...running.map(({ id }) => id));
    },
  });
  const checks = await task.result;
  expect(names(checks)).toEqual(allPassed);
  expect(seen).toEqual([...checkIds]);
  expect(await leftInTheCloud()).toEqual([]);

  const report = flows.diagnosisReport(checks);
  expect(report).toMatch(/cos-wx-sdk-v5: 1\.4\.13\nwechat: 8\.0\.53, base library 3\.6\.0/);
  expect(report).toMatch(/^upload: passed, \d+ ms$/m);
  expect(new Set(secrets).size).toBe(3);
  for (const secret of secrets) expect(report).not.toContain(secret);
  expect(report).not.toMatch(/q-sign|oTester/i);
});

test('a failure is in the report with its codes and request id, without the user’s whole openid', async () => {
  cloud.cos.faults.change({ deniedActions: ['GetObject'] });
  const flows = makeFlows();
  const report = flows.diagnosisReport(await flows.diagnose().result);
  expect(report).toMatch(/^read: FAILED, \d+ ms\n {2}action: save\n(.*\n)*? {2}request id: \S+/m);
  expect(report).toMatch(/users\/oTes…\/cos-doctor\/pixel\.png/);
  expect(report).toMatch(/^image: skipped, because read failed$/m);
  expect(report).not.toMatch(/q-sign|oTester/i);
});

test.each(['key', 'downloadFile', 'parts', 'read', 'image', 'delete'] as const)(
  'again from %s: what was found before stays',
  async (from) => {
    const flows = makeFlows();
    const earlier = checkIds.map((id): Check => ({ id, state: { name: 'passed', milliseconds: -1 } }));
    const checks = await flows.diagnose({ from, earlier }).result;
    expect(names(checks)).toEqual(allPassed);
    const fresh = checks.filter(({ state }) => 'milliseconds' in state && state.milliseconds >= 0);
    expect(fresh.map(({ id }) => id)).toEqual(checkIds.slice(checkIds.indexOf(from)));
    expect(await leftInTheCloud()).toEqual([]);
  },
);

test.each([
  ['uploadFile', 'uploadFile'],
  ['downloadFile', 'downloadFile'],
] as const)('cancelled during %s, it takes off what it stored', async (api, id) => {
  const flows = makeFlows();
  let last: readonly Check[] = [];
  const task = flows.diagnose({ onChange: (checks) => (last = checks) });
  await phone.calls.reach(api);
  task.cancel();
  await expect(task.result).rejects.toMatchObject({ code: 'cancelled' });
  expect(stateOf(last, id)).toEqual({ name: 'waiting' });
  await until('nothing is left', async () => (await leftInTheCloud()).length === 0);
  expect(names(await flows.diagnose().result)).toEqual(allPassed);
});

test('what a killed Mini Program left is taken off by the next run', async () => {
  const flows = makeFlows();
  cloud.cos.faults.change({
    deniedActions: ['DeleteObject', 'CompleteMultipartUpload', 'AbortMultipartUpload'],
  });
  await flows.diagnose().result;
  expect(await leftInTheCloud()).toHaveLength(2);
  cloud.cos.faults.reset();
  expect(names(await makeFlows().diagnose().result)).toEqual(allPassed);
  expect(await leftInTheCloud()).toEqual([]);
});

/** The one limit that the silence runs into, in ms; short only where nothing that answers has to keep to it. */
test.each([
  ['getNetworkType', 'network', 'wechat-timeout', { files: 100 }],
  ['getPrivacySetting', 'privacy', 'wechat-timeout', { files: 100 }],
  ['login', 'function', 'credential-timeout', { credential: 100 }],
  ['uploadFile', 'uploadFile', 'timeout', { uploadSilence: 100 }],
  ['downloadFile', 'downloadFile', 'timeout', { operation: 1000 }],
  ['getSetting', 'album', 'wechat-timeout', { files: 1000 }],
  ['writeFile', 'uploadFile', 'wechat-timeout', { files: 1000 }],
] as const)(
  'WeChat that never answers %s: the check ends, and so does the doctor',
  async (api, id, code, limits) => {
    phone.calls.silence(api as Api);
    const checks = await makeFlows({ limits }).diagnose().result;
    expect(checks.find(({ state }) => state.name === 'failed')).toMatchObject({
      id,
      state: { failure: { code } },
    });
    expect(checks.filter(({ state }) => state.name === 'waiting' || state.name === 'running')).toEqual([]);
    phone.calls.restore(api as Api);
    await until('nothing is left', async () => (await leftInTheCloud()).length === 0);
  },
);

test.each(['the picture as it is', 'a refusal'] as const)(
  'image processing that is off (%s) is no failure, but worth a word',
  async (answer) => {
    let plain = '';
    phone.calls.replace('downloadFile', (original) => (options) => {
      if (!options.url.includes('imageMogr2')) {
        plain = options.url;
        return original(options);
      }
      const url = answer === 'a refusal' ? options.url.replace('imageMogr2', 'imageMogr3') : plain;
      return original({ ...options, url });
    });
    const checks = await makeFlows().diagnose().result;
    expect(names(checks)).toEqual(allPassed);
    expect(stateOf(checks, 'image')).toMatchObject({ note: { name: 'no-processing' } });
  },
);

test('in another app than WeChat nothing is tried', async () => {
  Object.assign(globalThis, { qq: { getSystemInfoSync: () => ({}) } });
  try {
    const checks = await makeFlows().diagnose().result;
    const { describeCheck } =
      load<typeof import('../../miniprogram/cos/diagnose/describeCheck')>('diagnose/describeCheck');
    const [host, ...others] = checks;
    if (host === undefined) throw new Error('no checks');
    expect(describeCheck(host, 'en').failure).toMatchObject({
      cause: expect.stringMatching(/This is QQ, not WeChat/),
      advice: 'Open this Mini Program in WeChat.',
    });
    expect(describeCheck(host, 'zh').failure?.advice).toBe('请在微信里打开这个小程序。');
    expect(others.map(({ state }) => state)).toEqual(
      others.map(() => ({ name: 'skipped', because: 'host' })),
    );
    expect(phone.calls.of('request')).toEqual([]);
  } finally {
    Reflect.deleteProperty(globalThis, 'qq');
  }
});

test('a WeChat that lacks what the template calls is named with it', async () => {
  phone.lacks('saveVideoToPhotosAlbum');
  const checks = await makeFlows().diagnose().result;
  expect(stateOf(checks, 'library')).toMatchObject({
    name: 'failed',
    failure: { code: 'not-supported', detail: 'base library 3.6.0 has no wx.saveVideoToPhotosAlbum' },
  });
});
