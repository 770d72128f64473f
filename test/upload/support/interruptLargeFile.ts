import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { account } from '../../../dev/local-cloud/account';
import { type LocalCloud, startLocalCloud } from '../../../dev/local-cloud/startLocalCloud';
import type { Flows } from '../../../miniprogram/cos/createFlows';
import { checksumOf } from '../../client/support/ScriptedCloud';
import { onFunctionLine } from '../../support/onFunctionLine';
import { CountedLink } from './CountedLink';
import { type Life, MortalPhone } from './MortalPhone';

export interface InterruptedUpload {
  /** What was sent to COS over the bytes of the file, headers included: the parts that were cut. Bytes. */
  readonly sentAgain: number;
  /** Parts that COS has got whole twice: what was under way to it in the moment of a kill may arrive after it was asked. */
  readonly twice: number;
  /** Bytes that the queue said it kept, at each of the two restarts. */
  readonly kept: readonly number[];
  /** The object is there, with its checksum, and nothing else of it. */
  readonly isWhole: boolean;
}

const PART = 1024 * 1024;

/**
 * Sends a large file, pauses it at 40 %, kills the Mini Program, goes on after its restart, kills it again at 70 % without a pause,
 * and lets it come to its end. `pace`: bytes a second.
 */
export async function interruptLargeFile(bytes: number, pace: number): Promise<InterruptedUpload> {
  const dataDir = await mkdtemp(join(tmpdir(), 'large-'));
  const cloud = await startLocalCloud({
    dataDir,
    functionsRoot: join(__dirname, '../../../cloudfunctions'),
    ports: { cos: 0, functions: 0, sts: 0 },
    onLine: onFunctionLine,
    functionSettings: { MAX_UPLOAD_BYTES: String(200 * PART) },
  });
  const link = new CountedLink(cloud.cos.port);
  const address = await link.start();
  const phone = new MortalPhone({
    proxy: (url) => (url.origin === cloud.cos.url ? new URL(url.href.replace(url.origin, address)) : url),
  });
  try {
    cloud.cos.faults.change({ uploadBytesPerSecond: pace });
    return await interrupt(bytes, cloud, link, phone);
  } finally {
    await phone.close();
    await link.close();
    await cloud.close();
    await rm(dataDir, { recursive: true });
  }
}

async function interrupt(
  bytes: number,
  cloud: LocalCloud,
  link: CountedLink,
  phone: MortalPhone,
): Promise<InterruptedUpload> {
  const content = randomBytes(bytes);
  let parts = 0;
  cloud.cos.onRequest(({ operation, status }) => {
    if (operation === 'UploadPart' && status === 200) parts += 1;
  });
  const item = ({ uploads }: Flows) => uploads.items[0];
  const stateOf = (flows: Flows) => item(flows)?.state.name;
  const kept: number[] = [];

  const first = await start(phone, cloud);
  const chosen = { path: phone.file('film.mp4', content), name: 'film.mp4', size: bytes };
  first.flows.uploads.add([chosen]);
  await until(() => item(first.flows)?.survives === true);
  await link.reach(0.4 * bytes, LONGEST);
  first.flows.uploads.pause('1');
  await until(() => stateOf(first.flows) === 'paused');
  await first.life.kill();

  const second = await start(phone, cloud);
  await until(() => stateOf(second.flows) === 'paused');
  second.flows.uploads.resume('1');
  await link.reach(0.7 * bytes, LONGEST);
  kept.push(keptOf(second.flows));
  await second.life.kill();

  const third = await start(phone, cloud);
  await until(() => keptOf(third.flows) > 0 || stateOf(third.flows) === 'done');
  kept.push(keptOf(third.flows));
  await until(() => stateOf(third.flows) === 'done');
  const objects = await cloud.cos.objects();
  const found = await third.flows.findObject(objects[0]?.key ?? '');
  const isWhole = objects.length === 1 && found.checksum === checksumOf(content);
  return { sentAgain: link.sent - bytes, twice: parts - Math.ceil(bytes / PART), kept, isWhole };
}

async function start(
  phone: MortalPhone,
  { cos, functions }: LocalCloud,
): Promise<{ life: Life; flows: Flows }> {
  const life = await phone.open();
  const { bucket, region } = account;
  const credentials = { url: `${functions.url}/cos-credentials` };
  const config = { bucket, region, addressing: 'path-style', endpoint: cos.url, credentials } as const;
  return { life, flows: life.createFlows(config) };
}

function keptOf({ uploads }: Flows): number {
  const state = uploads.items[0]?.state;
  return state && 'kept' in state ? state.kept : 0;
}

/** Milliseconds. */
const LONGEST = 120_000;

async function until(holds: () => boolean): Promise<void> {
  for (let i = 0; i < LONGEST / 20 && !holds(); i += 1)
    await new Promise((resolve) => setTimeout(resolve, 20));
  if (!holds()) throw new Error('it does not come to its end');
}
