import fc from 'fast-check';
import { FaultSwitches } from '../../../dev/cos-server/faults/FaultSwitches';
import type { CosRequest } from '../../../dev/cos-server/http/CosRequest';
import { percentDecode, percentEncode } from '../../../dev/cos-server/http/percentEncoding';
import { Query } from '../../../dev/cos-server/http/Query';
import type { RequestBody } from '../../../dev/cos-server/http/RequestBody';
import { RequestHeaders } from '../../../dev/cos-server/http/RequestHeaders';
import { authenticate } from '../../../dev/cos-server/signature/authenticate';
import { Credentials } from '../../../dev/cos-server/signature/Credentials';
import { cases } from '../../support/isWide';
import { sign } from '../support/sign';

const key = { secretId: 'AKIDproperty', secretKey: 'property-secret' };
const credentials = new Credentials(key, new FaultSwitches());

interface Wire {
  method: string;
  /** Decoded. */
  path: string;
  query: Record<string, string>;
  headers: Record<string, string>;
}

const text = fc.string({ unit: 'binary', maxLength: 12 }).filter((value) => !/\p{Surrogate}/u.test(value));
const parameterName = fc.oneof(
  fc.stringMatching(/^[a-z][a-zA-Z0-9-]{0,10}$/),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }),
);
const headerValue = fc.stringMatching(/^[!-~]([ -~]{0,18}[!-~])?$/);

/** Names that differ in case only are one name to COS. */
function distinct<T>(entries: [string, T][]): Record<string, T> {
  const seen = new Map(entries.map(([name, value]) => [name.toLowerCase(), [name, value] as const]));
  return Object.fromEntries(seen.values());
}

/** These carry the signature itself. */
const free = (name: string): boolean => !/^(q-|sign$|x-cos-security-token$|__proto__$)/i.test(name);

const requests: fc.Arbitrary<Wire> = fc.record({
  method: fc.constantFrom('GET', 'PUT', 'POST', 'DELETE', 'HEAD'),
  path: text.map((path) => `/${path}`),
  query: fc
    .array(fc.tuple(parameterName, text), { maxLength: 5 })
    .map((entries) => distinct(entries.filter(([name]) => free(name)))),
  headers: fc
    .array(fc.tuple(fc.stringMatching(/^x-cos-meta-[a-z0-9]{1,5}$/), headerValue), { maxLength: 4 })
    .map((entries) => ({ host: '127.0.0.1:7301', ...distinct(entries) })),
});

/** The request as it comes to the server, its parameters in another order than they were signed in. */
function received(wire: Wire, authorization: string): CosRequest {
  const query = Object.entries(wire.query)
    .reverse()
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
  return {
    id: 'property',
    method: wire.method,
    path: wire.path,
    query: Query.parse(query),
    headers: new RequestHeaders({ ...wire.headers, authorization }),
    body: undefined as unknown as RequestBody,
    address: { addressing: 'virtual-hosted', key: wire.path.slice(1) },
    client: '127.0.0.1',
    now: Date.now(),
    gone: new AbortController().signal,
    trace: { operation: 'unknown', caller: 'anonymous' },
  };
}

const accepts = (request: CosRequest): boolean => {
  try {
    return authenticate(credentials, request).kind === 'owner';
  } catch {
    return false;
  }
};

test('what is signed as the documentation tells is believed', () => {
  fc.assert(
    fc.property(requests, (wire) => {
      expect(accepts(received(wire, sign(key, wire)))).toBe(true);
    }),
    { numRuns: cases(500) },
  );
});

test('whatever is changed after it was signed is noticed', () => {
  fc.assert(
    fc.property(requests, fc.nat(), text, (wire, choice, other) => {
      const changes: Wire[] = [
        { ...wire, method: wire.method === 'GET' ? 'PUT' : 'GET' },
        { ...wire, path: `${wire.path}${other}!` },
        ...Object.entries(wire.query).map(([name, value]) => ({
          ...wire,
          query: { ...wire.query, [name]: `${value}${other}!` },
        })),
        ...Object.entries(wire.headers).map(([name, value]) => ({
          ...wire,
          headers: { ...wire.headers, [name]: `${value}!` },
        })),
      ];
      const changed = changes[choice % changes.length] ?? wire;
      expect(accepts(received(changed, sign(key, wire)))).toBe(false);
    }),
    { numRuns: cases(500) },
  );
});

test('what is not in the lists may be added', () => {
  fc.assert(
    fc.property(requests, text, (wire, value) => {
      const more = {
        ...wire,
        query: { ...wire.query, 'not-signed-parameter': value },
        headers: { ...wire.headers, 'x-cos-not-signed': 'added' },
      };
      expect(accepts(received(more, sign(key, wire)))).toBe(true);
    }),
  );
});

test('any text survives being encoded and decoded', () => {
  fc.assert(
    fc.property(text, (value) => {
      const encoded = percentEncode(value);
      expect(encoded).toMatch(/^([A-Za-z0-9_.~-]|%[0-9A-F]{2})*$/);
      expect(percentDecode(encoded)).toBe(value);
    }),
  );
});

test('no Authorization text breaks the server', () => {
  const garbage = fc.oneof(
    fc.string({ maxLength: 200 }),
    fc
      .array(
        fc.tuple(fc.constantFrom('q-ak', 'q-sign-time', 'q-signature', 'q-header-list', 'x'), fc.string()),
      )
      .map((pairs) => `q-sign-algorithm=sha1&${pairs.map((pair) => pair.join('=')).join('&')}`),
  );
  fc.assert(
    fc.property(requests, garbage, (wire, authorization) => {
      // An empty header is none.
      fc.pre(authorization !== '');
      expect(() => authenticate(credentials, received(wire, authorization))).toThrow(
        expect.objectContaining({ name: 'CosError' }),
      );
    }),
  );
});
