import { timingSafeEqual } from 'node:crypto';
import { CosError } from '../errors/CosError';
import type { CosRequest } from '../http/CosRequest';
import { percentEncode } from '../http/percentEncoding';
import { type Authorization, authorizationInQuery, parseAuthorization } from './Authorization';
import type { Caller, Credentials } from './Credentials';
import { checkTime } from './checkTime';
import { formatString, signature, stringToSign } from './stringToSign';

const TOKEN = 'x-cos-security-token';

/** Finds out who sent a request, from its Authorization header or from its URL, and checks the signature. */
export function authenticate(credentials: Credentials, request: CosRequest): Caller {
  const header = request.headers.get('authorization');
  const authorization = header ? parseAuthorization(header) : authorizationInQuery(request.query);
  if (!authorization) return { kind: 'anonymous' };
  const token = request.headers.get(TOKEN) ?? request.query.get(TOKEN);
  return verify(credentials, request, authorization, token);
}

/** Checks a signature and tells who made it. The session token is no part of what is signed. */
export function verify(
  credentials: Credentials,
  request: CosRequest,
  authorization: Authorization,
  sessionToken: string | undefined,
): Caller {
  const now = Math.floor(request.now / 1000);
  request.trace.caller = authorization.secretId;
  const covered = {
    method: request.method,
    path: request.path,
    parameters: signedParameters(request, authorization.parameterList),
    headers: signedHeaders(request, authorization.headerList),
  };
  const text = stringToSign(authorization.signTime.text, covered);
  request.trace.signed = { stringToSign: text, formatString: formatString(covered) };

  const { secretKey, caller } = credentials.find(authorization.secretId, sessionToken, now);
  checkTime('q-key-time', authorization.keyTime, now);
  checkTime('q-sign-time', authorization.signTime, now);
  const expected = signature(secretKey, authorization.keyTime.text, text);
  if (!equal(expected, authorization.signature)) {
    throw signatureDoesNotMatch(text, formatString(covered));
  }
  return caller;
}

export function signatureDoesNotMatch(text: string, format: string): CosError {
  return new CosError('SignatureDoesNotMatch', {
    elements: [
      ['StringToSign', text],
      ['FormatString', format],
    ],
  });
}

/** Compares two signatures in a time that does not depend on where they differ. */
export function equal(expected: string, received: string): boolean {
  const a = Buffer.from(expected);
  const b = Buffer.from(received);
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Only what the list names is signed; a name that the request lacks counts as empty. */
function signedParameters({ query }: CosRequest, list: readonly string[]): [string, string][] {
  const names = new Map<string, string>();
  for (const [name] of query.entries) {
    const encoded = percentEncode(name).toLowerCase();
    if (!names.has(encoded)) names.set(encoded, name);
  }
  return list.map((encoded) => {
    const name = names.get(encoded) ?? encoded;
    return [name, query.get(name) ?? ''];
  });
}

function signedHeaders({ headers }: CosRequest, list: readonly string[]): [string, string][] {
  return list.map((name) => [name, headers.text(name) ?? '']);
}
