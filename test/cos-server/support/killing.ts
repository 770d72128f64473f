import { createHash, randomBytes } from 'node:crypto';
import { type RawRequest, sendRaw } from './send';
import { sign } from './sign';
import { startProcess } from './startProcess';
import { rootKey } from './startTestServer';

export interface KillingOptions {
  /** How often the server is killed. */
  kills: number;
  /** Options of `npm run cos`. */
  server: Record<string, string>;
  /** A number from 0 to 1, for the moment of each kill and for the load. */
  random: () => number;
  /** The latest moment of a kill after the load began, ms. */
  latest: number;
}

export interface KillingReport {
  /** What was answered with success before a kill. */
  acknowledged: number;
  /** What was under way at a kill, so that either state is right afterwards. */
  undecided: number;
  /** Objects that were read and compared after the kills. */
  compared: number;
  /** Each sentence is a promise that was broken. */
  broken: string[];
}

/** Content by its MD5; undefined stands for no object. */
type State = string | undefined;

/** Writers at once, and keys for each. */
const WRITERS = 6;
const KEYS = 5;

/** The smallest part that is not the last, bytes. */
const PART_BYTES = 1024 * 1024;

/**
 * Kills a server under load, again and again, and looks after each start for what was acknowledged: it has to be
 * there whole, and nothing else may be visible.
 */
export async function killAgainAndAgain(options: KillingOptions): Promise<KillingReport> {
  const report: KillingReport = { acknowledged: 0, undecided: 0, compared: 0, broken: [] };
  // What each key may hold now: one state, or several while nobody knows which.
  const possible = new Map<string, Set<State>>();
  for (let kill = 0; kill <= options.kills; kill++) {
    const server = await startProcess(options.server);
    if (server.port === undefined) throw new Error(`The server did not start again: ${server.output()}`);
    await compare(server.port, possible, report);
    if (kill === options.kills) {
      await server.end('SIGTERM');
      break;
    }
    const timer = setTimeout(() => server.child.kill('SIGKILL'), options.random() * options.latest);
    const { port } = server;
    await Promise.all(
      Array.from({ length: WRITERS }, (_, writer) => write(port, writer, possible, options.random, report)),
    );
    clearTimeout(timer);
    await server.end('SIGKILL');
  }
  return report;
}

/** Changes the keys of one writer until the server is gone. */
async function write(
  port: number,
  writer: number,
  possible: Map<string, Set<State>>,
  random: () => number,
  report: KillingReport,
): Promise<void> {
  while (true) {
    const key = `writer-${writer}/${Math.floor(random() * KEYS)}`;
    const before = possible.get(key) ?? new Set<State>([undefined]);
    const [run, after] = anyChange(port, key, random);
    possible.set(key, new Set([...before, after]));
    const done = await run().catch(() => false);
    if (!done) {
      report.undecided += 1;
      return;
    }
    possible.set(key, new Set([after]));
    report.acknowledged += 1;
  }
}

/** A change of a key, and what the key holds when it was made. It resolves with true once that is acknowledged. */
function anyChange(
  port: number,
  key: string,
  random: () => number,
): [run: () => Promise<boolean>, after: State] {
  const kind = random();
  if (kind < 0.15) return [async () => (await ask(port, 'DELETE', key)).status === 204, undefined];
  const large = kind > 0.85;
  const body = randomBytes(
    large ? PART_BYTES + Math.floor(random() * 50_000) : Math.floor(random() ** 3 * 400_000),
  );
  const run = large
    ? () => uploadInParts(port, key, body)
    : async () => (await ask(port, 'PUT', key, {}, body)).status === 200;
  return [run, md5(body)];
}

async function uploadInParts(port: number, key: string, body: Buffer): Promise<boolean> {
  const begun = await ask(port, 'POST', key, { uploads: '' });
  const [, uploadId = ''] = /<UploadId>(.*?)</.exec(begun.text) ?? [];
  const parts: string[] = [];
  for (const [index, bytes] of [body.subarray(0, PART_BYTES), body.subarray(PART_BYTES)].entries()) {
    const number = String(index + 1);
    const { headers } = await ask(port, 'PUT', key, { partNumber: number, uploadId }, bytes);
    parts.push(`<Part><PartNumber>${number}</PartNumber><ETag>${headers.etag}</ETag></Part>`);
  }
  const xml = `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`;
  return (await ask(port, 'POST', key, { uploadId }, Buffer.from(xml))).status === 200;
}

async function compare(
  port: number,
  possible: Map<string, Set<State>>,
  report: KillingReport,
): Promise<void> {
  const listed = await ask(port, 'GET', '');
  const visible = new Set([...listed.text.matchAll(/<Key>(.*?)<\/Key>/g)].map(([, key = '']) => key));
  for (const key of visible) {
    if (!possible.has(key)) report.broken.push(`${key} is listed, but was never written.`);
  }
  for (const [key, states] of possible) {
    const found = await stateOf(port, key, report);
    if (visible.has(key) !== (found !== undefined)) report.broken.push(`${key} is listed, or not, wrongly.`);
    if (!states.has(found))
      report.broken.push(`${key} is ${found ?? 'absent'}, not ${[...states].join(' or ')}.`);
    possible.set(key, new Set([found]));
    report.compared += 1;
  }
}

/** What a key holds. It has to be what its own headers say. */
async function stateOf(port: number, key: string, report: KillingReport): Promise<State> {
  const { status, headers, body } = await ask(port, 'GET', key);
  if (status === 404) return undefined;
  const digest = md5(body);
  const simple = !String(headers.etag).includes('-');
  if (status !== 200 || (simple && headers.etag !== `"${digest}"`)) {
    report.broken.push(
      `${key} was answered with ${status}, ETag ${headers.etag}, and bytes with MD5 ${digest}.`,
    );
  }
  return digest;
}

function ask(port: number, method: string, key: string, query: Record<string, string> = {}, body?: Buffer) {
  const path = `/${key}`;
  const parameters = Object.entries(query).map(([name, value]) => `${name}=${value}`);
  const request: RawRequest = {
    method,
    path: parameters.length > 0 ? `${path}?${parameters.join('&')}` : path,
    headers: {
      authorization: sign(rootKey, { method, path, query }),
      connection: 'close',
      ...(body && { 'content-length': String(body.length) }),
    },
    ...(body && { body }),
  };
  return sendRaw({ port }, request);
}

const md5 = (bytes: Buffer): string => createHash('md5').update(bytes).digest('hex');
