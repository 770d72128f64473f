import dns from 'node:dns';
import { readFile } from 'node:fs/promises';
import { globalAgent, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { checkCloud } from '../../dev/doctor/cloud/checkCloud';
import { network } from '../../dev/doctor/cloud/network';
import { placeOf } from '../../dev/doctor/cloud/Place';
import { Project } from '../../dev/doctor/project/Project';
import type { Finding } from '../../dev/doctor/report/Report';
import { resolveTo } from '../../dev/http/resolveTo';
import { type StsServer, startStsServer } from '../../dev/sts-server/startStsServer';
import {
  bucket,
  region,
  rootKey,
  startTestServer,
  type TestServer,
} from '../cos-server/support/startTestServer';
import { fewOf } from '../support/isWide';
import { type CannedAnswer, Front } from './support/Front';
import { ProjectCopy } from './support/ProjectCopy';

/** Buckets and sub-accounts that are wrong in one place, asked on a host that is made up. */

const older = '2019-05-24T10:56:40Z';
const config = 'miniprogram/cos/config.ts';

let copy: ProjectCopy;
/** It builds the function's code once. */
let project: Project;
let cos: TestServer;
let newer: TestServer;
let sts: StsServer;
let cosFront: Front;
let stsFront: Front;
let endResolving: () => void;

const xml = (body: string): CannedAnswer => ({ status: 200, body });
const buckets = (location: string) =>
  xml(
    `<ListAllMyBucketsResult><Buckets><Bucket><Name>${bucket}</Name><Location>${location}</Location>` +
      `<CreationDate>${older}</CreationDate></Bucket></Buckets></ListAllMyBucketsResult>`,
  );
/** A request for the buckets of the account. */
const asksForBuckets = ({ url, headers }: IncomingMessage) =>
  url === '/' && headers.host?.startsWith('cos.') === true;
/** What the local server does not do. */
const asCos = (request: IncomingMessage): CannedAnswer | undefined => {
  if (asksForBuckets(request)) return buckets(region);
  return request.url?.includes('versioning') ? xml('<VersioningConfiguration/>') : undefined;
};

beforeAll(async () => {
  copy = await ProjectCopy.make();
  await copy.change({
    file: config,
    text: `export const config = {
  bucket: '${bucket}',
  region: '${region}',
  addressing: 'virtual-hosted',
  credentials: { cloudFunction: 'cos-credentials' },
};`,
  });
  project = new Project(copy.root);
  cos = await startTestServer();
  newer = await startTestServer({ createdSince2024: true });
  sts = await startStsServer({ port: 0, ...rootKey });
  cosFront = await new Front(cos.port).start();
  stsFront = await new Front(sts.port).start();
  endResolving = resolveTo('127.0.0.1');
});
beforeEach(() => {
  cosFront.answer = asCos;
  cosFront.port = cos.port;
  stsFront.answer = () => undefined;
  cos.faults.reset();
});
afterAll(async () => {
  endResolving();
  await Promise.all([cosFront.close(), stsFront.close(), cos.remove(), newer.remove(), sts.close()]);
  await copy.remove();
});

async function ask({
  secretKey = rootKey.secretKey,
  port = cosFront.ownPort,
  linkBase = '',
  /** After which check somebody presses Ctrl+C. */
  stopAfter = '',
} = {}): Promise<Finding[]> {
  const findings: Finding[] = [];
  const stopped = () => findings.at(-1)?.check === stopAfter;
  const setup = {
    project,
    variables: {
      SECRET_ID: rootKey.secretId,
      SECRET_KEY: secretKey,
      BUCKET: bucket,
      REGION: region,
      LINK_BASE: linkBase,
      STS_ENDPOINT: `http://127.0.0.1:${stsFront.ownPort}`,
    },
  };
  const options = { endpoint: `http://cos.made-up.test:${port}`, stopped };
  await checkCloud(setup, options, (check, result) => findings.push({ check, ...result }));
  return findings;
}

const problemsOf = (findings: readonly Finding[]) =>
  findings.filter(({ kind }) => kind === 'failed' || kind === 'warning');

interface Row {
  what: string;
  break(): void;
  given?: { secretKey?: string; linkBase?: string };
  check: string;
  kind: 'failed' | 'warning';
  seen: string;
  advice: string;
}

const deny = (...deniedActions: Parameters<TestServer['faults']['denies']>[0][]) =>
  cos.faults.replace({ deniedActions } as Parameters<TestServer['faults']['replace']>[0]);
const answered = (answer: (request: IncomingMessage) => CannedAnswer | undefined) => {
  cosFront.answer = (request) => answer(request) ?? asCos(request);
};
const isLink = ({ url }: IncomingMessage) => url?.includes('q-signature') === true;
const isUnsigned = (request: IncomingMessage) =>
  request.method === 'GET' && request.headers.authorization === undefined && !isLink(request);

/** No name that begins with the bucket's is known. */
function hideBucketHost(): void {
  const { lookup } = dns;
  const hiding = (name: string, ...rest: unknown[]): void => {
    const answer = rest.at(-1) as (error: Error) => void;
    if (!name.startsWith(bucket)) Reflect.apply(lookup, dns, [name, ...rest]);
    else answer(Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: 'ENOTFOUND' }));
  };
  // On a connection that is kept nobody looks it up.
  globalAgent.destroy();
  jest.spyOn(dns, 'lookup').mockImplementation(hiding as typeof dns.lookup);
}

const rows: Row[] = [
  {
    what: 'a region that there is not',
    break: hideBucketHost,
    check: 'network',
    kind: 'failed',
    seen: `${bucket}.cos.made-up.test`,
    advice: 'Correct bucket and region',
  },
  {
    what: 'no such bucket',
    break: () => {
      cos.faults.replace({ bucketGone: true });
      answered((request) => (asksForBuckets(request) ? { status: 403, body: '' } : undefined));
    },
    check: 'bucket',
    kind: 'failed',
    seen: `There is no bucket ${bucket} in ${region}`,
    advice: 'correct bucket and region',
  },
  {
    what: 'a bucket in another region',
    break: () => {
      cos.faults.replace({ bucketGone: true });
      answered((request) => (asksForBuckets(request) ? buckets('ap-shanghai') : undefined));
    },
    check: 'bucket',
    kind: 'failed',
    seen: `is in ap-shanghai, not in ${region}`,
    advice: 'to ap-shanghai',
  },
  {
    what: 'a clock that is wrong',
    break: () => void cos.faults.replace({ clockOffsetSeconds: 7200 }),
    check: 'clock',
    kind: 'failed',
    seen: ' s behind that of COS',
    advice: 'Set the clock',
  },
  {
    what: 'a sub-account that may ask for no keys',
    break: () => {
      const Response = { Error: { Code: 'UnauthorizedOperation', Message: 'not allowed' }, RequestId: 'x' };
      stsFront.answer = () => ({ status: 200, body: JSON.stringify({ Response }) });
    },
    check: 'temporary key',
    kind: 'failed',
    seen: 'UnauthorizedOperation',
    advice: 'Allow the sub-account of SECRET_ID the action sts:GetFederationToken',
  },
  {
    what: 'a secret of another key',
    break: () => undefined,
    given: { secretKey: 'guessed' },
    check: 'temporary key',
    kind: 'failed',
    seen: 'AuthFailure.SignatureFailure',
    advice: 'Correct SECRET_KEY',
  },
  {
    what: 'a sub-account that may upload no parts',
    break: () => void deny('UploadPart', 'CompleteMultipartUpload'),
    check: 'allowed actions',
    kind: 'failed',
    seen: 'refuses name/cos:UploadPart, name/cos:CompleteMultipartUpload',
    advice: `on qcs::cos:${region}:uid/1250000000:${bucket}/users/*`,
  },
  {
    what: 'a sub-account that may begin no upload',
    break: () => void deny('InitiateMultipartUpload'),
    check: 'allowed actions',
    kind: 'failed',
    seen: 'refuses name/cos:InitiateMultipartUpload',
    advice: 'add name/cos:InitiateMultipartUpload to',
  },
  {
    what: 'no image processing',
    break: () => answered(({ url }) => (url?.includes('imageMogr2') ? xml('\x89PNG as it is') : undefined)),
    check: 'image processing',
    kind: 'warning',
    seen: 'sends the picture as it is',
    advice: 'Data Processing → Image Processing',
  },
  {
    what: 'a public bucket',
    break: () => answered((request) => (isUnsigned(request) ? xml('for all') : undefined)),
    check: 'public access',
    kind: 'warning',
    seen: 'anybody reads any file whose key is known, and lists the keys of all files',
    advice: 'private read/write',
  },
  {
    what: 'links that COS refuses',
    break: () =>
      answered((request) =>
        isLink(request) ? { status: 403, body: '<Code>AccessDenied</Code>' } : undefined,
      ),
    check: 'links',
    kind: 'failed',
    seen: 'answers a link with 403 AccessDenied',
    advice: 'allow the sub-account name/cos:GetObject',
  },
  {
    what: "a domain for links that is not the bucket's",
    break: () => undefined,
    given: { linkBase: 'http://127.0.0.1:1' },
    check: 'links',
    kind: 'failed',
    seen: 'http://127.0.0.1:1 does not answer: ',
    advice: 'Set LINK_BASE of the function to a domain that is bound to',
  },
  {
    what: 'older versions that stay',
    break: () =>
      answered(({ url }) => (url?.includes('versioning') ? xml('<Status>Enabled</Status>') : undefined)),
    check: 'versioning',
    kind: 'warning',
    seen: 'Versioning is on',
    advice: 'lifecycle rule',
  },
];

/** Of what is wrong in COS, what most meet first. */
const few = [
  'no such bucket',
  'a secret of another key',
  'a sub-account that may upload no parts',
  'a public bucket',
];

test.each(fewOf(rows, ({ what }) => few.includes(what)))(
  '$what',
  async ({ break: damage, given = {}, check, kind, seen, advice }) => {
    const before = await cos.objects();
    damage();
    const findings = await ask(given);
    expect(problemsOf(findings)).toEqual([
      {
        check,
        kind,
        seen: expect.stringContaining(seen),
        means: expect.any(String),
        change: expect.stringContaining(advice),
      },
    ]);
    expect(JSON.stringify(findings)).not.toContain(given.secretKey ?? rootKey.secretKey);
    jest.restoreAllMocks();
    cos.faults.reset();
    cosFront.answer = asCos;
    stsFront.answer = () => undefined;
    const sound = await ask();
    expect(sound.filter((finding) => finding.kind !== 'passed')).toEqual([]);
    expect(await cos.objects()).toEqual(before);
  },
);

test('a newer bucket wants to be named in the host', async () => {
  const undo = await copy.change({ file: config, from: 'virtual-hosted', to: 'path-style' });
  cosFront.port = newer.port;
  expect(problemsOf(await ask())).toEqual([
    expect.objectContaining({
      check: 'path style',
      kind: 'failed',
      seen: expect.stringContaining('PathStyleDomainForbidden; created'),
      change: expect.stringContaining("Set addressing in miniprogram/cos/config.ts to 'virtual-hosted'"),
    }),
  ]);
  await undo();
  expect(problemsOf(await ask())).toEqual([]);
});

test('the sub-account of the README has all that is asked for', async () => {
  const readme = await readFile(join(__dirname, '../../cloudfunctions/cos-credentials/README.md'), 'utf8');
  const [, ownerPolicy = ''] = /### The sub-account's policy.*?```json\n(.*?)```/s.exec(readme) ?? [];
  const least = await startTestServer({ ownerPolicy: JSON.parse(ownerPolicy) });
  cosFront.port = least.port;
  // The account's buckets and their versioning are not its to ask for.
  cosFront.answer = (request) =>
    asksForBuckets(request) || request.url?.includes('versioning') ? { status: 403, body: '' } : undefined;
  const findings = await ask();
  expect(await least.objects()).toEqual([]);
  await least.remove();
  expect(findings.filter(({ kind }) => kind !== 'passed').map(({ check, kind }) => [check, kind])).toEqual([
    ['versioning', 'skipped'],
  ]);
});

test('what nobody may delete is told of', async () => {
  deny('DeleteObject');
  const problems = problemsOf(await ask());
  expect(problems.map(({ check }) => check)).toEqual(['allowed actions', 'clean-up']);
  expect(problems[1]).toMatchObject({ seen: expect.stringMatching(/users\/oDoctor-\w+\/form\.bin/) });
  cos.faults.reset();
});

test('who stops it leaves nothing behind', async () => {
  const before = await cos.objects();
  const checks = (await ask({ stopAfter: 'image processing' })).map(({ check }) => check);
  expect(checks.slice(-3)).toEqual(['allowed actions', 'image processing', 'clean-up']);
  expect(await cos.objects()).toEqual(before);
});

test('a host that does not answer', async () => {
  const findings = await ask({ port: 1 });
  expect(problemsOf(findings)).toEqual([
    expect.objectContaining({ check: 'network', seen: expect.stringContaining(`does not answer: `) }),
  ]);
});

test('the local cloud, when npm start does not run', async () => {
  const config = { bucket, region, addressing: 'path-style', endpoint: 'http://127.0.0.1:1' } as const;
  expect(
    await network(placeOf({ ...config, credentials: { url: 'http://127.0.0.1:1' } }, undefined)),
  ).toEqual(
    expect.objectContaining({ kind: 'failed', change: expect.stringMatching(/npm start.*endpoint/) }),
  );
});
