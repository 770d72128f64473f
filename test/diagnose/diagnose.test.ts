import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { account, type LocalCloud, startLocalCloud } from '../../dev/local-cloud/startLocalCloud';
import type { CosConfig } from '../../miniprogram/cos/client/CosConfig';
import type { Flows } from '../../miniprogram/cos/createFlows';
import type { Check } from '../../miniprogram/cos/diagnose/Check';
import { load } from '../client/support/useHost';
import { onFunctionLine } from '../support/onFunctionLine';
import { usePhone } from '../support/phone/usePhone';

/** The doctor on the real local cloud. */

usePhone();
let dir: string;
let cloud: LocalCloud;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'diagnose-'));
  cloud = await startLocalCloud({
    dataDir: dir,
    functionsRoot: join(__dirname, '../../cloudfunctions'),
    ports: { cos: 0, functions: 0, sts: 0 },
    onLine: onFunctionLine,
  });
});
afterAll(async () => {
  await cloud.close();
  await rm(dir, { recursive: true });
});

const config = (changes: Partial<CosConfig> = {}): CosConfig => ({
  bucket: account.bucket,
  region: account.region,
  addressing: 'path-style',
  endpoint: cloud.cos.url,
  credentials: { url: `${cloud.functions.url}/cos-credentials` },
  ...changes,
});
const flowsWith = (changes?: Partial<CosConfig>): Flows =>
  load<{ createFlows(config: CosConfig): Flows }>('createFlows').createFlows(config(changes));

test('all', async () => {
  const flows = flowsWith();
  const checks: readonly Check[] = await flows.diagnose().result;
  expect(checks.map(({ state }) => state.name)).toEqual(checks.map(() => 'passed'));
  expect(await cloud.cos.objects()).toEqual([]);
});
