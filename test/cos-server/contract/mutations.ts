import { join } from 'node:path';
import type { Case } from './Case';
import type { ContractHost } from './ContractClient';
import { ContractServer } from './ContractServer';
import { casesFor } from './cases';
import { browserHosts } from './clients/browserHosts';
import { miniProgramHosts } from './clients/miniProgramHosts';
import { nodeHosts } from './clients/nodeHosts';
import { loadMutated, type Mutation } from './loadMutated';

/**
 * Whether the contract suite can fail: it runs against servers with one bug each, and each has to be found.
 *
 *     npx tsx test/cos-server/contract/mutations.ts [regular expression for names]
 */
const mutations: readonly Mutation[] = [
  {
    name: 'a wrong ETag',
    file: 'operations/storeObject.ts',
    from: "content.md5.toString('hex')",
    to: "content.md5.reverse().toString('hex')",
  },
  {
    name: 'a wrong checksum',
    file: 'operations/storeObject.ts',
    from: 'content.crc64.toString()',
    to: '(content.crc64 ^ 1n).toString()',
  },
  {
    name: 'a wrong checksum of parts in a row',
    file: 'storage/Crc64.ts',
    from: 'powerOfX(8n * BigInt(size))',
    to: 'powerOfX(BigInt(size))',
  },
  {
    name: 'no delimiter',
    file: 'operations/listPage.ts',
    from: 'if (!delimiter) return undefined;',
    to: 'return undefined;',
  },
  {
    name: 'a marker that is inclusive',
    file: 'operations/listPage.ts',
    from: 'index.firstAfter(marker)',
    to: 'index.firstAt(marker)',
  },
  {
    name: 'a common prefix that comes again on the next page',
    file: 'operations/listPage.ts',
    from: 'if (common !== undefined && common === marker) {',
    to: 'if (marker === null) {',
  },
  {
    name: 'a list that is never truncated',
    file: 'operations/getBucket.ts',
    from: 'String(page.nextMarker !== undefined)',
    to: 'String(false)',
  },
  {
    name: 'lists in the order of UTF-16',
    file: 'storage/KeyIndex.ts',
    from: 'return rank(x) - rank(y);',
    to: 'return x - y;',
  },
  {
    name: 'keys in lists that are not encoded',
    file: 'operations/listPage.ts',
    from: "return (key) => key.split('/').map(percentEncode).join('/');",
    to: 'return (key) => key;',
  },
  {
    name: 'XML that is not escaped',
    file: 'xml/writeXml.ts',
    from: 'return escapes[character] ??',
    to: 'return character ??',
  },
  {
    name: 'a DELETE that keeps',
    file: 'operations/deleteObjects.ts',
    from: 'await service.storage.objects.delete(request.address.key);',
    to: '',
  },
  {
    name: 'a list to delete of which the first is forgotten',
    file: 'operations/deleteObjects.ts',
    from: 'for (const key of keys) {',
    to: 'for (const key of keys.slice(1)) {',
  },
  {
    name: 'a range that is one byte too long',
    file: '../byteRange.ts',
    from: 'Math.min(Number(to), size - 1)',
    to: 'Math.min(Number(to) + 1, size - 1)',
  },
  {
    name: 'a range across parts that begins at the part',
    file: 'storage/ContentStore.ts',
    from: 'Math.max(first - offset, 0)',
    to: '0',
  },
  {
    name: 'a Content-Type that is lost',
    file: 'operations/objectHeaders.ts',
    from: "headers['content-type'] ??=",
    to: "headers['content-type'] =",
  },
  {
    name: 'conditions that are ignored',
    file: 'operations/conditions.ts',
    from: "if (!names(ifMatch, object)) throw new CosError('PreconditionFailed');",
    to: '',
  },
  {
    name: 'a Content-MD5 that is not checked',
    file: 'operations/receiveContent.ts',
    from: 'if (expected && !expected.equals(content.md5)) {',
    to: 'if (expected && !expected) {',
  },
  {
    name: 'parts that are not validated',
    file: 'storage/UploadStore.ts',
    from: 'if (part.etag !== etag.toLowerCase()) {',
    to: 'if (part.number !== number) {',
  },
  {
    name: 'parts of any size',
    file: 'storage/UploadStore.ts',
    from: 'content.size < MIN_PART_BYTES',
    to: 'content.size < 0',
  },
  {
    name: 'parts in any order',
    file: 'storage/UploadStore.ts',
    from: 'checkOrder(named);',
    to: '',
  },
  {
    name: 'an upload that anybody with its id can use for another key',
    file: 'storage/UploadStore.ts',
    from: 'if (found?.upload.key !== key) {',
    to: 'if (!found) {',
  },
  {
    name: 'parts that are listed in the order in which they came',
    file: 'storage/UploadStore.ts',
    from: '].sort((a, b) => a.number - b.number);',
    to: '];',
  },
  {
    name: 'no check of signatures',
    file: 'signature/authenticate.ts',
    from: 'if (!equal(expected, authorization.signature)) {',
    to: 'if (expected === null) {',
  },
  {
    name: 'a signature that does not cover the method',
    file: 'signature/authenticate.ts',
    from: 'if (!equal(expected, authorization.signature)) {',
    to: "const forGet = stringToSign(authorization.signTime.text, { ...covered, method: 'put' });\n  if (!equal(expected, authorization.signature) && !equal(signature(secretKey, authorization.keyTime.text, forGet), authorization.signature)) {",
  },
  {
    name: 'signed parameters that are ignored',
    file: 'signature/authenticate.ts',
    from: 'return [name, query.get(name) ??',
    to: "return [name, name === 'response-content-type' ? 'text/x-test' : query.get(name) ??",
  },
  {
    name: 'links that never end',
    file: 'signature/checkTime.ts',
    from: 'if (now > span.end) {',
    to: 'if (now > span.end && span.end === 0) {',
  },
  {
    name: 'a clock that is never too fast',
    file: 'signature/checkTime.ts',
    from: 'if (span.start - now > MAX_SKEW_SECONDS) {',
    to: 'if (span.start - now > MAX_SKEW_SECONDS * 1000) {',
  },
  {
    name: 'no policy',
    file: 'operations/authorize.ts',
    from: 'if (!decision.allowed) throw',
    to: 'if (!decision) throw',
  },
  {
    name: 'an ACL that is forgotten',
    file: 'operations/storeObject.ts',
    from: '    acl,\n',
    to: '',
  },
  {
    name: 'an ACL that can not be changed',
    file: 'operations/objectAcl.ts',
    from: 'return { ...object, acl };',
    to: 'return object;',
  },
  {
    name: 'an ACL that is told as private whatever it is',
    file: 'operations/objectAcl.ts',
    from: "if (acl === 'public-read') grants",
    to: 'if (acl === undefined) grants',
  },
  {
    name: 'no signature needed to read',
    file: 'operations/authorize.ts',
    from: "?.acl !== 'public-read'",
    to: '?.acl === undefined',
  },
  {
    name: 'no signature needed to write what is public',
    file: 'operations/authorize.ts',
    from: '!reads || ',
    to: '',
  },
  {
    name: 'a deny that does not win',
    file: 'policy/evaluate.ts',
    from: "return effect === 'deny' &&",
    to: "return effect !== 'deny' && effect !== 'allow' &&",
  },
  {
    name: 'conditions of a policy that are ignored',
    file: 'policy/evaluate.ts',
    from: 'return actual === undefined ? read.optional : operators[read.name](actual, expected);',
    to: 'return true;',
  },
  {
    name: "a session token that may be another key's",
    file: 'signature/Credentials.ts',
    from: 'if (temporary.tmpSecretId !== secretId) {',
    to: "if (temporary.tmpSecretId === '') {",
  },
  {
    name: 'a temporary key that never expires',
    file: 'signature/Credentials.ts',
    from: 'if (now >= temporary.expires)',
    to: 'if (now >= temporary.expires + 86_400)',
  },
  {
    name: 'a list to delete that is not checked key by key',
    file: 'operations/deleteObjects.ts',
    from: 'if (!decision.allowed) {',
    to: 'if (!decision) {',
  },
  {
    name: 'a restored object that stays archived',
    file: 'operations/archive.ts',
    from: "now < restoration.readyAt ? 'restoring' : 'restored'",
    to: "now < restoration.expiresAt ? 'restoring' : 'restored'",
  },
  {
    name: 'an archived object that can be read at once',
    file: 'operations/archive.ts',
    from: "kind === 'not archived' || kind === 'restored'",
    to: "kind !== 'restoring'",
  },
  {
    name: 'a copy without the right to read its source',
    file: 'operations/copySource.ts',
    from: "{ action: 'GetObject', key: sourceOf(request).key },",
    to: '',
  },
  {
    name: 'a copy that loses the metadata',
    file: 'operations/copyObject.ts',
    from: ': source.headers;',
    to: ": { 'content-type': 'application/octet-stream' };",
  },
  {
    name: 'an upload that overwrites what it must not',
    file: 'operations/storeObject.ts',
    from: 'if (forbidOverwrite && service',
    to: 'if (forbidOverwrite && !service',
  },
  {
    name: 'thumbnails that are never made',
    file: 'operations/getObject.ts',
    from: 'if (operations) return',
    to: 'if (operations === null) return',
  },
  {
    name: 'path-style in a bucket that refuses it',
    file: 'RequestHandler.ts',
    from: "addressing === 'path-style') {",
    to: 'addressing === undefined) {',
  },
  {
    name: 'the first segment of any path read as a bucket',
    file: 'address/resolveAddress.ts',
    from: 'return virtualHosted(bucket.name, path, bucket.region);',
    to: "return virtualHosted(bucket.name, path.slice(path.indexOf('/', 1)), bucket.region);",
  },
  {
    name: 'a `+` in a URL read as a space',
    file: 'http/percentEncoding.ts',
    from: 'decodeURIComponent(text)',
    to: "decodeURIComponent(text.replace(/(?<=%..)\\+|%2B/gi, ' '))",
  },
];

/** The first case that failed, by client; undefined where all held. */
type Finding = Map<string, string | undefined>;

async function examine(mutation: Mutation, hosts: readonly ContractHost[]): Promise<Finding> {
  const source = join(__dirname, '../../../dev/cos-server');
  const server = await ContractServer.open(await loadMutated(source, mutation));
  const finding: Finding = new Map();
  try {
    for (const host of hosts) finding.set(host.name, await firstFailure(server, host));
  } finally {
    await server.close();
  }
  return finding;
}

async function firstFailure(server: ContractServer, host: ContractHost): Promise<string | undefined> {
  for (const each of casesFor(host)) if (!(await holds(server, host, each))) return each.name;
  return undefined;
}

/** A case that waits for ever has failed too, ms. */
const PATIENCE_MS = 5000;

async function holds(server: ContractServer, host: ContractHost, each: Case): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE_MS);
  });
  const run = server.run(host, each).then(
    () => true,
    () => false,
  );
  const held = await Promise.race([run, late]);
  clearTimeout(timer);
  return held;
}

async function main([pattern = '']: readonly string[]): Promise<void> {
  const hosts = [...nodeHosts(), ...browserHosts(), ...miniProgramHosts()].filter(({ main }) => main);
  // The SDKs have much to say about clocks.
  for (const method of ['log', 'warn', 'error'] as const) console[method] = () => undefined;

  const sound = await examine({ name: 'no bug', file: 'startCosServer.ts', from: '', to: '' }, hosts);
  report('no bug', sound);
  let unnoticed = 0;
  for (const mutation of mutations.filter(({ name }) => new RegExp(pattern).test(name))) {
    const finding = await examine(mutation, hosts);
    report(mutation.name, finding);
    if ([...finding.values()].every((failed) => failed === undefined)) unnoticed += 1;
  }
  await Promise.all(hosts.map((host) => host.close()));
  const holdsWithoutBug = [...sound.values()].every((failed) => failed === undefined);
  process.stdout.write(`${unnoticed} bugs were not found.\n`);
  // Timers of the SDKs would keep the process.
  process.exit(unnoticed === 0 && holdsWithoutBug ? 0 : 1);
}

function report(name: string, finding: Finding): void {
  const clients = [...finding.values()].filter((failed) => failed !== undefined);
  const found = [...new Set(clients)].join(' | ') || 'all cases hold';
  process.stdout.write(`${name}: found by ${clients.length} of ${finding.size} clients: ${found}\n`);
}

void main(process.argv.slice(2));
