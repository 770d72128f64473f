import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomFrom } from '../../../dev/bench/link/randomFrom';
import type { Faults } from '../../../dev/cos-server/faults/Faults';
import { account } from '../../../dev/local-cloud/account';
import { type LocalCloud, startLocalCloud } from '../../../dev/local-cloud/startLocalCloud';
import type { Flows } from '../../../miniprogram/cos/createFlows';
import { timeLimits } from '../../../miniprogram/cos/task/timeLimits';
import { isOnItsWay, type UploadItem } from '../../../miniprogram/cos/upload/UploadState';
import { checksumOf } from '../../client/support/ScriptedCloud';
import { onFunctionLine } from '../../support/onFunctionLine';
import { CountedLink } from './CountedLink';
import { type Life, MortalPhone } from './MortalPhone';

export interface Soak {
  readonly seed: number;
  readonly files: number;
  /** How often the Mini Program is killed. */
  readonly kills: number;
}

export interface SoakReport {
  readonly kills: number;
  /** Starts in which the phone's clock was wrong, offline spells, revoked keys. */
  readonly wrongClocks: number;
  readonly offline: number;
  readonly revoked: number;
  readonly requests: number;
  /** Bytes that the phone sent to COS, headers included, over the bytes of the files. */
  readonly sentRatio: number;
  /** What is not as it should be. Empty when all is well. */
  readonly lies: readonly string[];
}

const MB = 1024 * 1024;
const OPERATIONS = [
  'PostObject',
  'InitiateMultipartUpload',
  'UploadPart',
  'CompleteMultipartUpload',
  'HeadObject',
  'ListParts',
  'ListMultipartUploads',
  'AbortMultipartUpload',
  'DeleteObject',
] as const;
/** Milliseconds after which the Mini Program is killed, however little was sent. */
const LONGEST_LIFE = 5000;

const limits = {
  ...timeLimits,
  uploadPauses: [20, 50, 100, 200],
  operationPauses: [20],
  networkPauses: [50, 100, 200],
  // So long a request may arrive after a kill.
  uploadSilence: 4000,
};
const wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/**
 * Uploads files while the network fails in every way, keys are revoked, clocks are wrong, a restless person cancels and tries
 * again, and the Mini Program is killed again and again. What did not come back is chosen anew. At the end each file is stored once, with
 * its checksum, and nothing of it is left on the phone or on the server.
 */
export async function runSoak({ seed, files, kills }: Soak): Promise<SoakReport> {
  const random = randomFrom(seed);
  const dataDir = await mkdtemp(join(tmpdir(), 'soak-'));
  const cloud = await startLocalCloud({
    dataDir,
    functionsRoot: join(__dirname, '../../../cloudfunctions'),
    ports: { cos: 0, functions: 0, sts: 0 },
    onLine: onFunctionLine,
  });
  const link = new CountedLink(cloud.cos.port);
  const address = await link.start();
  const phone = new MortalPhone({
    proxy: (url) => (url.origin === cloud.cos.url ? new URL(url.href.replace(url.origin, address)) : url),
  });
  try {
    return await new SoakRun(phone, cloud, link, random, dataDir, makeFiles(files, random)).run(kills);
  } finally {
    await phone.close();
    await link.close();
    await cloud.close();
    await rm(dataDir, { recursive: true });
  }
}

interface SoakFile {
  readonly name: string;
  readonly bytes: Buffer;
  readonly checksum: string;
}

/** Most are small; one of twenty goes up in parts. */
function makeFiles(count: number, random: () => number): SoakFile[] {
  return Array.from({ length: count }, (_, i) => {
    const size = i % 20 === 7 ? (4.2 + random() * 5) * MB : 20_000 + random() * 300_000;
    const bytes = randomBytes(Math.floor(size));
    return { name: `${i}.mp4`, bytes, checksum: checksumOf(bytes) };
  });
}

class SoakRun {
  private readonly lies: string[] = [];
  /** By name, under which key. */
  private readonly done = new Map<string, string>();
  private readonly counts = { kills: 0, wrongClocks: 0, offline: 0, revoked: 0, requests: 0 };
  private lastCaller = '';
  /** Once in each life. */
  private mayRevoke = false;
  private chosen = 0;
  /** Names. */
  private readonly cancelled = new Set<string>();

  constructor(
    private readonly phone: MortalPhone,
    private readonly cloud: LocalCloud,
    private readonly link: CountedLink,
    private readonly random: () => number,
    private readonly dataDir: string,
    private readonly files: readonly SoakFile[],
  ) {
    cloud.cos.onRequest(({ caller }) => {
      this.counts.requests += 1;
      if (caller !== 'anonymous') this.lastCaller = caller;
    });
  }

  async run(kills: number): Promise<SoakReport> {
    const total = this.files.reduce((sum, { bytes }) => sum + bytes.length, 0);
    for (let count = 0; count < kills; count += 1) {
      const { life, flows } = await this.start();
      // In the middle of whatever is sent, so that all of them together need most of the bytes.
      const bytes = (this.random() * 1.8 * total) / kills;
      const killed = this.link.reach(this.link.sent + bytes, LONGEST_LIFE).then(() => life.kill());
      this.mayRevoke = true;
      while (life.isAlive) await this.disturb(flows);
      await killed;
      this.counts.kills += 1;
    }
    await this.finish();
    return { ...this.counts, sentRatio: this.link.sent / total, lies: this.lies };
  }

  private async start(): Promise<{ life: Life; flows: Flows }> {
    const isWrong = this.random() < 0.3;
    const ahead = isWrong ? (this.random() - 0.5) * 4 * 60 * 60 * 1000 : 0;
    if (isWrong) this.counts.wrongClocks += 1;
    const life = await this.phone.open({ ahead: () => ahead });
    const flows = life.createFlows(
      {
        bucket: account.bucket,
        region: account.region,
        addressing: 'path-style',
        endpoint: this.cloud.cos.url,
        credentials: { url: `${this.cloud.functions.url}/cos-credentials` },
      },
      { limits },
    );
    flows.uploads.subscribe((items) => this.look(items));
    return { life, flows };
  }

  private look(items: readonly UploadItem[]): void {
    for (const { file, state } of items) {
      if (state.name === 'done') {
        const before = this.done.get(file.name);
        if (before !== undefined && before !== state.object.key)
          this.lies.push(`${file.name} was done twice`);
        this.done.set(file.name, state.object.key);
      }
      // The network fails no file, and nothing else is wrong with them.
      if (state.name === 'failed') this.lies.push(`${file.name}: ${state.failure.message}`);
    }
  }

  /** The person, and what happens around them. */
  private async disturb(flows: Flows): Promise<void> {
    const { random, cloud, phone } = this;
    cloud.cos.faults.change({ failures: faults(random) });
    this.choose(flows, Math.ceil(this.files.length / 12));
    const chance = random();
    if (chance < 0.1) {
      this.counts.offline += 1;
      phone.simulated.settings.update({ network: 'none' });
      await wait(20 + random() * 200);
      phone.simulated.settings.update({ network: 'wifi' });
    } else if (chance < 0.15) {
      this.change(flows, 'cancel', isOnItsWay);
    } else if (chance < 0.3) {
      this.change(flows, 'retry', ({ name }) => name === 'cancelled');
    } else if (chance < 0.4 && this.mayRevoke && this.lastCaller) {
      this.mayRevoke = false;
      this.counts.revoked += 1;
      cloud.cos.revoke(this.lastCaller);
    }
    await wait(50 + random() * 100);
  }

  /** Of one of those whose state is so. */
  private change(
    { uploads }: Flows,
    command: 'cancel' | 'retry',
    matches: (state: UploadItem['state']) => boolean,
  ): void {
    const some = uploads.items.filter(({ state }) => matches(state));
    const item = some[Math.floor(this.random() * some.length)];
    if (!item) return;
    uploads[command](item.id);
    if (command === 'cancel') this.cancelled.add(item.file.name);
    else this.cancelled.delete(item.file.name);
  }

  /** The next files, the first time. */
  private choose({ uploads }: Flows, count: number): void {
    const next = this.files.slice(this.chosen, this.chosen + count);
    this.chosen += next.length;
    if (next.length > 0) uploads.add(next.map((file) => this.onPhone(file)));
  }

  private onPhone({ name, bytes }: SoakFile) {
    return { path: this.phone.file(name, bytes), name, size: bytes.length };
  }

  /** Nothing fails any more. What did not come back, and is not stored, is chosen again. */
  private async finish(): Promise<void> {
    const { cloud, phone } = this;
    cloud.cos.faults.reset();
    const { flows } = await this.start();
    const { uploads } = flows;
    const left = () =>
      uploads.items
        .filter(({ state }) => state.name !== 'done')
        .slice(0, 5)
        .map(
          ({ file, state }) => `${file.name} ${state.name === 'failed' ? state.failure.message : state.name}`,
        );
    await until(() => uploads.items.length > 0 || phone.storageKeys('cos-upload:').length === 0);
    this.choose(flows, this.files.length);
    uploads.resumeAll();
    await until(() => uploads.items.every(({ state }) => state.name === 'done'), left);
    const listed = new Set([...this.done.keys()]);
    const stored = new Set((await cloud.cos.objects()).map(({ key }) => nameIn(key)));
    // What came to its end in the moment of a kill was never in a list as done.
    const isLost = ({ name }: SoakFile) =>
      !listed.has(name) && (this.cancelled.has(name) || !stored.has(name));
    const lost = this.files.filter(isLost);
    uploads.add(lost.map((file) => this.onPhone(file)));
    await until(() => uploads.items.every(({ state }) => state.name === 'done'), left);
    await flows.listObjects();
    await this.compare(flows);
  }

  private async compare(flows: Flows): Promise<void> {
    const { lies, dataDir, phone } = this;
    const stored = await this.cloud.cos.objects();
    const byName = new Map<string, string[]>();
    for (const { key } of stored) byName.set(nameIn(key), [...(byName.get(nameIn(key)) ?? []), key]);
    for (const { name, checksum } of this.files) {
      const keys = byName.get(name) ?? [];
      if (keys.length !== 1) lies.push(`${name} is stored ${keys.length} times`);
      for (const key of keys) {
        const found = await flows.findObject(key).catch(() => undefined);
        if (found?.checksum !== checksum) lies.push(`${key} is not what was sent`);
      }
      const told = this.done.get(name);
      if (told !== undefined && !keys.includes(told)) lies.push(`${name} was said to be stored as ${told}`);
    }
    const parts = () => readdir(join(dataDir, account.bucket, 'uploads'));
    const isClean = async () =>
      (await parts()).length + phone.userFiles.length + phone.storageKeys('cos-upload:').length === 0;
    for (let i = 0; i < 150 && !(await isClean()); i += 1) await wait(100);
    for (const upload of await parts()) lies.push(`the parts of upload ${upload} are left on the server`);
    for (const file of phone.userFiles) lies.push(`${file} is left on the phone`);
    for (const key of phone.storageKeys('cos-upload:')) lies.push(`${key} is left in the storage`);
  }
}

/** Each operation fails now and then, in a way that changes. */
function faults(random: () => number): Faults['failures'] {
  return OPERATIONS.map((operation) => {
    if (operation === 'CompleteMultipartUpload')
      return { operation, kind: 'cut-response', afterBytes: 0, share: 0.3 };
    const kind = random();
    const share = 0.01 + random() * 0.04;
    if (kind < 0.4) return { operation, kind: 'cut-response', afterBytes: 0, share };
    if (kind < 0.7) return { operation, kind: 'cut-request', afterBytes: 0, share };
    return { operation, kind: 'status', status: 503, code: 'SlowDown', share };
  });
}

const nameIn = (key: string) => key.replace(/^.*\d{13}-/, '');

async function until(holds: () => boolean, now: () => unknown = () => ''): Promise<void> {
  for (let i = 0; i < 2400 && !holds(); i += 1) await wait(50);
  if (!holds()) throw new Error(`it does not come to its end: ${JSON.stringify(now())}`);
}
