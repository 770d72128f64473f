import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Functions, startFunctions } from '../../dev/functions/startFunctions';
import { account } from '../../dev/local-cloud/account';
import { type LocalCloud, startLocalCloud } from '../../dev/local-cloud/startLocalCloud';
import type { CosConfig } from '../../miniprogram/cos/client/CosConfig';
import type { Flows } from '../../miniprogram/cos/createFlows';
import type { Check, CheckId } from '../../miniprogram/cos/diagnose/Check';
import type { describeCheck as describe_ } from '../../miniprogram/cos/diagnose/describeCheck';
import { load } from '../client/support/useHost';
import { fewOf } from '../support/isWide';
import { onFunctionLine } from '../support/onFunctionLine';
import { usePhone } from '../support/phone/usePhone';

/**
 * Set-ups as they are in the field, on the local cloud under COS's own host names, with WeChat's domain lists: the doctor
 * finds what is broken and says the one thing to change; once that is changed, all is green, and nothing is left behind.
 */

const { bucket, region, openId } = account;
const host = `cos.${region}.myqcloud.com`;
const everywhere = {
  request: [`https://${host}`],
  uploadFile: [`https://${host}`],
  downloadFile: [`https://${host}`],
};
const functionsRoot = join(__dirname, '../../cloudfunctions');

/** Where all that goes to COS really goes. */
let way: string;
const phone = usePhone({
  settings: {
    verifyDomains: true,
    domains: everywhere,
    permissions: { 'scope.writePhotosAlbum': true },
    openId,
  },
  proxy: ({ pathname, search }) => new URL(`${way}${pathname}${search}`),
});

let dir: string;
let cloud: LocalCloud;
/** Of a bucket made since 2024. */
let newer: LocalCloud;
let portal: Server;
const started: Functions[] = [];

async function startCloud(name: string, createdSince2024: boolean): Promise<LocalCloud> {
  const ports = { cos: 0, functions: 0, sts: 0 };
  const dataDir = join(dir, name);
  return startLocalCloud({ dataDir, functionsRoot, ports, createdSince2024, onLine: onFunctionLine });
}

/** The cloud function with other settings. */
async function deploy(settings: Record<string, string>): Promise<void> {
  const functions = await startFunctions({
    port: 0,
    root: functionsRoot,
    appId: account.miniProgramAppId,
    openId,
    onLine: onFunctionLine,
    environment: {
      SECRET_ID: cloud.rootKey.secretId,
      SECRET_KEY: cloud.rootKey.secretKey,
      BUCKET: bucket,
      REGION: region,
      STS_ENDPOINT: cloud.sts.url,
      ...settings,
    },
  });
  started.push(functions);
  phone.callFunction = (name, data) => functions.call(name, data);
}

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'broken-'));
  cloud = await startCloud('older', false);
  newer = await startCloud('newer', true);
  portal = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>Welcome to the Wi-Fi</html>');
  });
  await new Promise<void>((resolve) => portal.listen(0, '127.0.0.1', resolve));
});
beforeEach(() => {
  repair();
});
afterEach(async () => {
  await Promise.all(started.splice(0).map((functions) => functions.close()));
});
afterAll(async () => {
  portal.closeAllConnections();
  portal.close();
  await Promise.all([cloud.close(), newer.close()]);
  await rm(dir, { recursive: true });
});

/** As it should be. */
function repair(): void {
  way = cloud.cos.url;
  cloud.cos.faults.reset();
  phone.calls.reset();
  phone.callFunction = (name, data) => cloud.functions.call(name, data);
  phone.simulated.settings.update({
    network: 'wifi',
    privacy: 'agreed',
    domains: everywhere,
    permissions: { 'scope.writePhotosAlbum': true },
  });
}

const right: CosConfig = {
  bucket,
  region,
  addressing: 'path-style',
  credentials: { cloudFunction: 'cos-credentials' },
};

const flowsWith = (changes: Partial<CosConfig> = {}): Flows =>
  load<{ createFlows(config: CosConfig): Flows }>('createFlows').createFlows({ ...right, ...changes });

/** The first that failed, in both languages. */
function firstFailed(checks: readonly Check[]): { id: CheckId; en: string; zh: string } | undefined {
  const { describeCheck } = load<{ describeCheck: typeof describe_ }>('diagnose/describeCheck');
  const failed = checks.find(({ state }) => state.name === 'failed');
  if (failed === undefined) return undefined;
  const [en = '', zh = ''] = (['en', 'zh'] as const).map((language) => {
    const { failure } = describeCheck(failed, language);
    return `${failure?.cause} ${failure?.advice}`;
  });
  return { id: failed.id, en, zh };
}

interface Broken {
  readonly what: string;
  /** Found and told the same way as another one that is here. */
  readonly isVariation?: true;
  readonly config?: Partial<CosConfig>;
  /** Breaks it. */
  set?(): unknown;
  readonly finds: CheckId;
  readonly en: RegExp;
  readonly zh: RegExp;
  /** Changes the one thing, where it is not a line of the config; default: back to how it should be. */
  mend?(): unknown;
  readonly mended?: Partial<CosConfig>;
}

const set = (change: Parameters<typeof phone.simulated.settings.update>[0]) => () =>
  phone.simulated.settings.update(change);

const table: readonly Broken[] = [
  {
    what: 'a bucket without the number of its account',
    config: { bucket: 'examplebucket' },
    finds: 'settings',
    en: /“bucket” in cos\/config\.ts is missing or malformed.*Correct it/,
    zh: /“bucket”.*改正/,
  },
  {
    what: 'no network',
    isVariation: true,
    set: set({ network: 'none' }),
    finds: 'network',
    en: /the phone is offline.*Check the network/,
    zh: /手机离线.*检查网络/,
  },
  {
    what: 'a purpose that the privacy agreement does not name',
    isVariation: true,
    set: set({ privacy: 'undeclared' }),
    finds: 'privacy',
    en: /privacy.*[Dd]eclare/,
    zh: /没有声明.*声明/,
  },
  {
    what: 'a cloud function that was never deployed',
    isVariation: true,
    config: { credentials: { cloudFunction: 'cos-credentials-2' } },
    finds: 'function',
    en: /no function “cos-credentials-2”.*Deploy the cloud function/,
    zh: /云函数“cos-credentials-2”.*部署云函数/,
  },
  {
    what: 'a cloud function without its secret',
    isVariation: true,
    set: () => deploy({ SECRET_KEY: '' }),
    finds: 'function',
    en: /SECRET_KEY is missing.*correct what it names/,
    zh: /SECRET_KEY is missing.*改正/,
  },
  {
    what: 'a cloud function with the secret of nobody',
    isVariation: true,
    set: () => deploy({ SECRET_ID: 'AKIDnobody' }),
    finds: 'function',
    en: /Correct SECRET_ID/,
    zh: /Correct SECRET_ID/,
  },
  {
    what: 'another region than the cloud function has',
    isVariation: true,
    config: { region: 'ap-shanghai' },
    finds: 'function',
    en: /ap-shanghai.*ap-guangzhou.*same bucket and region/,
    zh: /ap-shanghai.*ap-guangzhou.*一致/,
  },
  {
    what: 'a cloud function that was built from another table of actions',
    set: () => {
      phone.callFunction = async (name, data) => {
        const answer = (await cloud.functions.call(name, data)) as { allows: Record<string, unknown> };
        const { 'name/cos:ListParts': _gone, ...allows } = answer.allows;
        return { ...answer, allows };
      };
    },
    finds: 'key',
    en: /does not allow name\/cos:ListParts\..*Deploy the cloud function again/,
    zh: /ListParts.*重新部署云函数/,
  },
  {
    what: 'a clock that is ten minutes slow',
    set: () => {
      cloud.cos.faults.change({ clockOffsetSeconds: 600 });
      phone.callFunction = async (name, data) => {
        const answer = (await cloud.functions.call(name, data)) as { startTime: number };
        return { ...answer, startTime: answer.startTime + 600 };
      };
    },
    finds: 'clock',
    en: /(599|60[0-2]) seconds slow.*date and time/,
    zh: /慢了 (599|60[0-2]) 秒.*日期和时间/,
  },
  ...(['request', 'uploadFile', 'downloadFile'] as const).map(
    (list): Broken => ({
      what: `a domain that is not in the list ${list}`,
      ...(list !== 'uploadFile' && { isVariation: true }),
      set: set({ domains: { ...everywhere, [list]: ['https://example.com'] } }),
      finds: list,
      en: new RegExp(`not in the list for ${list}\\. .*put https://${host} into all three`),
      zh: new RegExp(`不在 ${list} 合法域名列表里.*https://${host}`),
    }),
  ),
  {
    what: 'a Wi-Fi that wants a login',
    isVariation: true,
    set: () => {
      way = `http://127.0.0.1:${(portal.address() as AddressInfo).port}`;
    },
    finds: 'request',
    en: /login page.*sign in|log in/,
    zh: /登录页.*完成登录/,
  },
  {
    what: 'a server that is down',
    isVariation: true,
    set: () => {
      way = 'http://127.0.0.1:9';
    },
    finds: 'request',
    en: /could not be reached|cannot be reached|can't be reached/,
    zh: /连不上服务器/,
  },
  {
    what: 'a bucket that is not there',
    config: { bucket: 'otherbucket-1250000000' },
    set: () => deploy({ BUCKET: 'otherbucket-1250000000' }),
    finds: 'addressing',
    en: /no bucket otherbucket-1250000000.*console/,
    zh: /没有存储桶 otherbucket-1250000000.*控制台/,
  },
  {
    what: 'path style for a bucket made since 2024',
    set: () => {
      way = newer.cos.url;
      phone.callFunction = (name, data) => newer.functions.call(name, data);
    },
    finds: 'addressing',
    en: /path-style.*write addressing: 'virtual-hosted'/,
    zh: /路径方式.*addressing: 'virtual-hosted'/,
    mend: () => {
      const own = [`https://${bucket}.${host}`];
      phone.simulated.settings.update({ domains: { request: own, uploadFile: own, downloadFile: own } });
    },
    mended: { addressing: 'virtual-hosted' },
  },
  ...(
    [
      ['list', 'GetBucket'],
      ['upload', 'PostObject'],
      ['parts', 'UploadPart'],
      ['read', 'GetObject'],
      ['delete', 'DeleteObject'],
    ] as const
  ).map(
    ([finds, action]): Broken => ({
      what: `a sub-account without ${action}`,
      ...(finds !== 'parts' && { isVariation: true }),
      set: () => cloud.cos.faults.change({ deniedActions: [action] }),
      finds,
      en: new RegExp(
        `refused elsewhere.*allow the sub-account of SECRET_ID name/cos:${action} on this bucket`,
      ),
      zh: new RegExp(`允许.*SECRET_ID.*name/cos:${action}`),
    }),
  ),
  {
    what: 'a key that COS does not know',
    isVariation: true,
    set: () =>
      cloud.cos.faults.change({
        failures: [{ kind: 'status', status: 403, code: 'InvalidAccessKeyId', share: 1 }],
      }),
    finds: 'list',
    en: /does not accept the temporary key.*SECRET_ID and SECRET_KEY/,
    zh: /不接受这个临时密钥.*SECRET_ID 和 SECRET_KEY/,
  },
  {
    what: 'the album refused',
    isVariation: true,
    set: set({ permissions: { 'scope.writePhotosAlbum': false } }),
    finds: 'album',
    en: /Open the settings and allow/,
    zh: /打开设置，允许/,
  },
];

test.each(fewOf(table, ({ isVariation }) => !isVariation))(
  '$what',
  async ({ config, set, finds, en, zh, mend = repair, mended = {} }) => {
    await set?.();
    const broken = await flowsWith(config).diagnose().result;
    expect(firstFailed(broken)).toEqual({
      id: finds,
      en: expect.stringMatching(en),
      zh: expect.stringMatching(zh),
    });
    mend();
    const whole = await flowsWith(mended).diagnose().result;
    expect(firstFailed(whole)).toBeUndefined();
    expect(whole.map(({ state }) => state.name)).toEqual(whole.map(() => 'passed'));
    expect([...(await cloud.cos.objects()), ...(await newer.cos.objects())]).toEqual([]);
  },
);

test('a key service that does not say what its keys allow: nothing is claimed, and it is told', async () => {
  phone.callFunction = async (name, data) => {
    const { allows: _untold, ...answer } = (await cloud.functions.call(name, data)) as { allows: unknown };
    return answer;
  };
  const checks = await flowsWith().diagnose().result;
  expect(checks.find(({ id }) => id === 'key')?.state).toMatchObject({
    note: { name: 'life', isOpen: true },
  });
  expect(firstFailed(checks)).toBeUndefined();
});
