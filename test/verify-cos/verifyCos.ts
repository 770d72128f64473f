import { randomBytes } from 'node:crypto';
import { Misuse, origin, readOptions, runCommand } from '../../dev/commandLine';
import { resolveTo } from '../../dev/http/resolveTo';
import type { BucketKind, Case } from '../cos-server/contract/Case';
import type { ContractHost } from '../cos-server/contract/ContractClient';
import { casesFor } from '../cos-server/contract/cases';
import type { BucketAddress } from './BucketAddress';
import { describeDifference } from './describeDifference';
import { OwnPrefix } from './OwnPrefix';
import { RealBucket } from './RealBucket';
import { realHosts } from './realHosts';

const usage = `npm run verify:cos -- --bucket NAME-APPID --region REGION

  --bucket        where to try it; only below a prefix of its own, which is emptied at the end
  --region        its region: ap-guangzhou
  --cases         a regular expression: only the cases whose names match
  --endpoint      a server that stands for https://cos.<region>.myqcloud.com; buckets are names before its host
  --sts-endpoint  the same for https://sts.tencentcloudapi.com
  --resolve       the address that every host name leads to, as 127.0.0.1

SECRET_ID and SECRET_KEY are in the environment. The key needs name/cos:* on the bucket and name/sts:GetFederationToken. A
certificate of your own: NODE_EXTRA_CA_CERTS.`;

/** A case that waits for ever differs too, ms. */
const PATIENCE_MS = 120_000;

const print = (line: string): void => void process.stdout.write(`${line}\n`);

interface Run {
  readonly bucket: RealBucket;
  readonly kind: BucketKind;
  readonly pattern: RegExp;
  /** Set by Ctrl+C. */
  readonly stopped: () => boolean;
  holding: number;
  differing: number;
  /** Reason by name. */
  readonly leftOut: Map<string, string>;
}

/** `npm run verify:cos`: the cases that the local server passes, against a bucket of Tencent's. Status 1 when some differ. */
async function verifyCos(): Promise<void> {
  const { address, pattern } = readCommand();
  const prefix = `contract-${new Date().toISOString().slice(0, 10)}-${randomBytes(4).toString('hex')}/`;
  const own = new OwnPrefix(address, prefix);
  await own.check();
  const bucket = new RealBucket(address, prefix);
  const kind = await bucket.kind();
  const run: Run = {
    bucket,
    kind,
    pattern,
    stopped: stopOnSignal(prefix),
    holding: 0,
    differing: 0,
    leftOut: new Map(),
  };
  print(
    `${address.bucket} in ${address.region}, ${kind === 'older' ? 'created before 2024' : 'created since 2024'}; below ${prefix}`,
  );
  // Otherwise it would end the process, and leave in the bucket what is there. By now it may be another case's.
  process.on('unhandledRejection', (reason) => {
    run.differing += 1;
    print('✗ nobody waited for this any more:');
    for (const line of describeDifference(reason)) print(`    ${line}`);
  });
  const hosts = realHosts(address);
  try {
    for (const host of hosts) if (!run.stopped()) await tryHost(run, host);
  } finally {
    const { objects, uploads } = await own.clear();
    print(`\nRemoved ${objects} objects and ${uploads} unfinished uploads below ${prefix}`);
    await Promise.all(hosts.map((host) => host.close()));
  }
  for (const [name, reason] of run.leftOut) print(`- left out: ${name} (${reason})`);
  const stopped = run.stopped() ? 'Stopped. ' : '';
  print(`${stopped}${run.holding} cases hold, ${run.differing} differ, ${run.leftOut.size} were left out.`);
  process.exitCode = run.stopped() ? 130 : run.differing > 0 ? 1 : 0;
}

async function tryHost(run: Run, host: ContractHost): Promise<void> {
  print(`\n${host.name}`);
  let holding = 0;
  for (const each of casesFor(host).filter((one) => run.pattern.test(one.name) && isFor(run, host, one))) {
    if (run.stopped()) break;
    const reason = reasonToLeaveOut(run, each);
    if (reason !== undefined) {
      run.leftOut.set(each.name, reason);
      continue;
    }
    const difference = await differenceOf(run.bucket, host, each);
    if (difference === undefined) {
      holding += 1;
      continue;
    }
    run.differing += 1;
    print(`✗ ${each.name}`);
    for (const line of difference) print(`    ${line}`);
  }
  run.holding += holding;
  print(`✓ ${holding} cases hold`);
}

/** Of path style a newer bucket has one thing to say: that it is refused. */
function isFor({ kind }: Run, { addressing }: ContractHost, { bucket }: Case): boolean {
  return kind === 'older' || addressing !== 'path-style' || bucket === 'since-2024';
}

function reasonToLeaveOut({ kind }: Run, { localOnly, bucket }: Case): string | undefined {
  if (localOnly !== undefined) return localOnly;
  if (bucket === undefined || bucket === kind) return undefined;
  return `this bucket was created ${kind === 'older' ? 'before' : 'since'} 2024`;
}

/** Undefined when the case holds. */
async function differenceOf(
  bucket: RealBucket,
  host: ContractHost,
  each: Case,
): Promise<string[] | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string[]>((resolve) => {
    timer = setTimeout(() => resolve([`no end within ${PATIENCE_MS / 1000} s`]), PATIENCE_MS);
  });
  const outcome = bucket.run(host, each).then(() => undefined, describeDifference);
  const difference = await Promise.race([outcome, late]);
  clearTimeout(timer);
  return difference;
}

/** The first Ctrl+C lets the case end, so that nothing is written after the clean-up; the second does not wait. */
function stopOnSignal(prefix: string): () => boolean {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) {
        print(`What is below ${prefix} stays.`);
        process.exit(130);
      }
      stopping = true;
      print('\nStopping after this case. Once more to leave what it has made.');
    });
  }
  return () => stopping;
}

function readCommand(): { address: BucketAddress; pattern: RegExp } {
  const { bucket, region, cases, endpoint, resolve, ...options } = readOptions({
    bucket: 'needed',
    region: 'needed',
    cases: 'optional',
    endpoint: 'optional',
    'sts-endpoint': 'optional',
    resolve: 'optional',
  });
  const { SECRET_ID: secretId, SECRET_KEY: secretKey } = process.env;
  if (!secretId || !secretKey) throw new Misuse('SECRET_ID and SECRET_KEY must be in the environment.');
  if (!/-\d+$/.test(bucket))
    throw new Misuse(`--bucket ${bucket}: with its number, as examplebucket-1250000000.`);
  const stsEndpoint = options['sts-endpoint'];
  if (resolve !== undefined) resolveTo(resolve);
  return {
    address: {
      bucket,
      region,
      secretId,
      secretKey,
      ...(endpoint !== undefined && { endpoint: origin('endpoint', endpoint) }),
      ...(stsEndpoint !== undefined && { stsEndpoint: origin('sts-endpoint', stsEndpoint) }),
    },
    pattern: new RegExp(cases ?? ''),
  };
}

// The SDKs have much to say about what they repair.
for (const method of ['log', 'warn', 'error'] as const) console[method] = () => undefined;

runCommand(usage, async () => {
  await verifyCos();
  // Timers of the SDKs would keep the process.
  process.exit();
});
