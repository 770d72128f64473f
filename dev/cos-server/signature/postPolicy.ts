import { CosError } from '../errors/CosError';
import type { CosRequest } from '../http/CosRequest';
import { type Authorization, parseAuthorization } from './Authorization';
import { equal, signatureDoesNotMatch } from './authenticate';
import type { Caller, Credentials } from './Credentials';
import { checkTime } from './checkTime';
import { sha1, signature } from './stringToSign';

/** The fields of a form that came before its file, by lower-case name. */
export type FormFields = ReadonlyMap<string, string>;

/** Bytes of the file that a policy allows. */
interface LengthRange {
  min: number;
  max: number;
}

/** What a form with a policy proves. */
export interface PostPolicyResult {
  caller: Caller;
  length: LengthRange | undefined;
}

/**
 * Checks a form that is signed by a policy (doc 14690): the signature covers the SHA-1 of the policy's text, and
 * the policy limits the other fields.
 *
 * @param key the key of the object, `${filename}` replaced: that is what a condition on it means.
 */
export function verifyPostPolicy(
  credentials: Credentials,
  request: CosRequest,
  fields: FormFields,
  key: string,
  bucket: string,
): PostPolicyResult {
  const authorization = authorizationInForm(fields);
  request.trace.caller = authorization.secretId;
  const text = Buffer.from(fields.get('policy') ?? '', 'base64').toString('utf8');
  const stringToSign = sha1(text);
  request.trace.signed = { stringToSign, formatString: text };

  const now = Math.floor(request.now / 1000);
  const token = fields.get('x-cos-security-token') ?? request.headers.get('x-cos-security-token');
  const { secretKey, caller } = credentials.find(authorization.secretId, token || undefined, now);
  checkTime('q-key-time', authorization.keyTime, now);
  if (!equal(signature(secretKey, authorization.keyTime.text, stringToSign), authorization.signature)) {
    throw signatureDoesNotMatch(stringToSign, text);
  }
  const policy = parsePolicy(text);
  if (now > policy.expiration) {
    throw new CosError('AccessDenied', {
      message: `You post object request has been expired, expiration time: ${policy.expiration} but the time now : ${now}`,
    });
  }
  const value = (name: string): string | undefined => {
    if (name === 'bucket') return bucket;
    if (name === 'key') return key;
    // The form calls it q-key-time, the policy q-sign-time.
    return fields.get(name === 'q-sign-time' ? 'q-key-time' : name);
  };
  return { caller, length: checkConditions(policy.conditions, value) };
}

interface PostPolicy {
  /** Unix seconds. */
  expiration: number;
  conditions: readonly unknown[];
}

function authorizationInForm(fields: FormFields): Authorization {
  const keyTime = fields.get('q-key-time') ?? '';
  const names = ['q-sign-algorithm', 'q-ak', 'q-signature'] as const;
  const parts = names.map((name) => `${name}=${fields.get(name) ?? ''}`);
  return parseAuthorization([...parts, `q-key-time=${keyTime}`, `q-sign-time=${keyTime}`].join('&'));
}

function parsePolicy(text: string): PostPolicy {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalid('It is not JSON.');
  }
  const { expiration, conditions } = (value ?? {}) as { expiration?: unknown; conditions?: unknown };
  const time = typeof expiration === 'string' ? Date.parse(expiration) : Number.NaN;
  if (Number.isNaN(time)) throw invalid('It has no expiration.');
  if (!Array.isArray(conditions) || conditions.length === 0) {
    throw new CosError('InvalidPolicyDocument', {
      // As COS (doc 56215).
      message: 'You must provide condition if you specify a policy in post object request.',
    });
  }
  return { expiration: Math.floor(time / 1000), conditions };
}

const required = ['q-sign-algorithm', 'q-ak', 'q-sign-time'];

function checkConditions(
  conditions: readonly unknown[],
  value: (name: string) => string | undefined,
): LengthRange | undefined {
  let length: LengthRange | undefined;
  const named = new Set<string>();
  for (const condition of conditions) {
    const parsed = parseCondition(condition);
    if (parsed.kind === 'length') {
      length = parsed.range;
      continue;
    }
    const { name, expected } = parsed;
    named.add(name);
    const actual = value(name);
    const holds = parsed.kind === 'equals' ? actual === expected : actual?.startsWith(expected);
    if (!holds) {
      throw new CosError('AccessDenied', {
        message: `Condition key ${name} doesn't match the value ${expected}`,
        reason: `The policy of the form wants ${name} ${parsed.kind} "${expected}"; it is "${actual ?? ''}".`,
      });
    }
  }
  const missing = required.find((name) => !named.has(name));
  if (missing) throw invalid(`It does not limit ${missing}.`);
  return length;
}

type ParsedCondition =
  | { kind: 'equals' | 'starts with'; name: string; expected: string }
  | { kind: 'length'; range: LengthRange };

function parseCondition(condition: unknown): ParsedCondition {
  if (Array.isArray(condition)) {
    const [operator, first, second]: unknown[] = condition;
    if (operator === 'content-length-range') {
      const range = { min: Number(first), max: Number(second) };
      if (!Number.isSafeInteger(range.min) || !Number.isSafeInteger(range.max)) {
        throw invalid('content-length-range needs two numbers.');
      }
      return { kind: 'length', range };
    }
    if (
      (operator === 'eq' || operator === 'starts-with') &&
      typeof first === 'string' &&
      first.startsWith('$')
    ) {
      const kind = operator === 'eq' ? 'equals' : 'starts with';
      return { kind, name: first.slice(1).toLowerCase(), expected: String(second) };
    }
  } else if (typeof condition === 'object' && condition !== null) {
    const [entry, more] = Object.entries(condition);
    if (entry && !more) return { kind: 'equals', name: entry[0].toLowerCase(), expected: String(entry[1]) };
  }
  throw invalid(`The condition ${JSON.stringify(condition)} can't be read.`);
}

function invalid(reason: string): CosError {
  return new CosError('InvalidPolicyDocument', { reason });
}
