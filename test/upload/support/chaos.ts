import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Faults } from '../../../dev/cos-server/faults/Faults';
import type { CosServer } from '../../../dev/cos-server/startCosServer';
import { account, type LocalCloud, startLocalCloud } from '../../../dev/local-cloud/startLocalCloud';
import type { Flows } from '../../../miniprogram/cos/createFlows';
import type { UploadItem } from '../../../miniprogram/cos/upload/UploadState';
import { checksumOf } from '../../client/support/ScriptedCloud';
import { onFunctionLine } from '../../support/onFunctionLine';
import type { TestPhone } from '../../support/phone/TestPhone';

export interface Chaos {
  readonly seed: number;
  readonly files: number;
  /** Bytes, at least and at most. */
  readonly bytes: readonly [least: number, most: number];
}

export interface ChaosReport {
  readonly done: number;
  readonly failed: number;
  readonly cancelled: number;
  /** Requests that COS answered or cut, and of them the answers that it lost after it had acted. */
  readonly requests: number;
  /** Bytes that COS got, over the bytes of the files. */
  readonly sentRatio: number;
  /** What is not as the list of uploads says. Empty when nothing lied. */
  readonly lies: readonly string[];
}

/** Numbers from 0 to 1 that are the same for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const OPERATIONS = [
  'PostObject',
  'InitiateMultipartUpload',
  'UploadPart',
  'HeadObject',
  'ListMultipartUploads',
  'AbortMultipartUpload',
  'DeleteObject',
] as const;

/** Half of the answers to Complete are lost; everything else fails now and then, in a way that changes. */
function faults(random: () => number): Faults['failures'] {
  const some = (share: number) => Math.max(0.01, random() * share);
  const rules: Faults['failures'][number][] = [
    { operation: 'CompleteMultipartUpload', kind: 'cut-response', afterBytes: 0, share: 0.5 },
  ];
  for (const operation of OPERATIONS) {
    const kind = random();
    if (kind < 0.4) rules.push({ operation, kind: 'cut-response', afterBytes: 0, share: some(0.3) });
    else if (kind < 0.6) rules.push({ operation, kind: 'cut-request', afterBytes: 0, share: some(0.2) });
    else if (kind < 0.8)
      rules.push({ operation, kind: 'status', status: 503, code: 'SlowDown', share: some(0.2) });
  }
  return rules;
}

const wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/**
 * Uploads files while COS and a restless person make trouble, and compares at the end what the list of uploads says with
 * what is in the bucket. `load` makes the flows of a fresh Mini Program.
 */
export async function runChaos(
  { seed, files, bytes: [least, most] }: Chaos,
  phone: TestPhone,
  load: (cloud: LocalCloud) => Flows,
): Promise<ChaosReport> {
  const random = randomFrom(seed);
  const dataDir = await mkdtemp(join(tmpdir(), 'chaos-'));
  const functionsRoot = join(__dirname, '../../../cloudfunctions');
  const cloud = await startLocalCloud({
    dataDir,
    functionsRoot,
    ports: { cos: 0, functions: 0, sts: 0 },
    onLine: onFunctionLine,
  });
  const warn = console.warn;
  // Told when what is cancelled can't be taken back at once.
  console.warn = () => undefined;
  try {
    const flows = load(cloud);
    const checksums = new Map<string, string>();
    let total = 0;
    for (let i = 0; i < files; i += 1) {
      const content = randomBytes(Math.floor(least + random() * (most - least)));
      const name = `${i}.mp4`;
      checksums.set(name, checksumOf(content));
      total += content.length;
      const path = phone.file(name, content);
      flows.uploads.add([{ path, name, size: content.length }]);
    }
    await makeTrouble(flows, cloud.cos, random);
    const items = flows.uploads.items;
    const lies = await compare(items, flows, cloud.cos, checksums);
    // What failed keeps its parts for the next try, until it is taken off the list.
    for (const { id, state } of items) if (state.name === 'failed') flows.uploads.remove(id);
    const parts = () => readdir(join(dataDir, account.bucket, 'uploads'));
    for (let i = 0; i < 100 && (await parts()).length > 0; i += 1) await wait(100);
    for (const upload of await parts()) lies.push(`the parts of upload ${upload} are left on the server`);
    const count = (name: UploadItem['state']['name']) =>
      items.filter(({ state }) => state.name === name).length;
    const requests = cloud.cos.requests();
    const sent = requests.reduce((sum, { requestBytes }) => sum + requestBytes, 0);
    return {
      done: count('done'),
      failed: count('failed'),
      cancelled: count('cancelled'),
      requests: requests.length,
      sentRatio: sent / total,
      lies,
    };
  } finally {
    console.warn = warn;
    await cloud.close();
    await rm(dataDir, { recursive: true });
  }
}

/** Until nothing runs any more: changing failures, and a person who cancels and tries again. */
async function makeTrouble({ uploads }: Flows, cos: CosServer, random: () => number): Promise<void> {
  const any = (items: readonly UploadItem[]) => items[Math.floor(random() * items.length)];
  const running = () =>
    uploads.items.filter(({ state }) => state.name === 'queued' || state.name === 'uploading');
  for (let round = 0; running().length > 0; round += 1) {
    if (round % 5 === 0) cos.faults.change({ failures: faults(random) });
    const chance = random();
    if (chance < 0.1) {
      const item = any(running());
      if (item) uploads.cancel(item.id);
    } else if (chance < 0.3) {
      const item = any(
        uploads.items.filter(({ state }) => state.name === 'cancelled' || state.name === 'failed'),
      );
      if (item) uploads.retry(item.id);
    }
    await wait(40);
  }
  cos.faults.reset();
}

/** Waits until what was cancelled is taken back, then names everything that is not as it is said to be. */
async function compare(
  items: readonly UploadItem[],
  flows: Flows,
  cos: CosServer,
  checksums: ReadonlyMap<string, string>,
): Promise<string[]> {
  const done = new Map(
    items.flatMap(({ state, file }) => (state.name === 'done' ? [[state.object.key, file.name]] : [])),
  );
  for (let i = 0; i < 100 && (await cos.objects()).length > done.size; i += 1) await wait(100);
  const lies: string[] = [];
  const stored = await cos.objects();
  for (const { key } of stored) {
    if (done.has(key)) continue;
    const item = items.find(({ file }) => key.endsWith(`-${file.name}`));
    lies.push(`${key} is stored, and its row says ${item?.state.name ?? 'nothing'}`);
  }
  for (const [key, name] of done) {
    const found = await flows.findObject(key).catch(() => undefined);
    if (found?.checksum !== checksums.get(name))
      lies.push(`${name} is said to be done, but is not there as it was`);
  }
  const names = stored.map(({ key }) => key.replace(/^.*\d{13}-/, ''));
  for (const name of new Set(names)) {
    if (names.filter((other) => other === name).length > 1) lies.push(`${name} is stored more than once`);
  }
  return lies;
}
