import { type Attempt, Failure } from '../failures/Failure';

/** What the key lets through: the COS actions, each with what one request of it may have at most. */
export type Allows = Readonly<Record<string, Limits>>;

export interface Limits {
  /** Bytes of the body: those of a form are more than its file's. */
  readonly maxBytes?: number;
  /** Content-Type is one of these; absent: any. */
  readonly contentTypes?: readonly string[];
}

/** A temporary key and what it is good for. */
export interface Credential {
  readonly secretId: string;
  readonly secretKey: string;
  readonly sessionToken: string;
  /** Milliseconds since 1970, on the server's clock. */
  readonly startsAt: number;
  /** Milliseconds since 1970, on the server's clock. */
  readonly expiresAt: number;
  readonly bucket: string;
  readonly region: string;
  /** The only keys that it opens start with this; ends with a slash. */
  readonly prefix: string;
  /** Bytes. */
  readonly maxUploadBytes: number;
  /** How long a link that the issuer signs lives at most; 0: it signs none, as a function that was deployed before it could. */
  readonly maxLinkSeconds: number;
  /**
   * Under `prefix`. Absent: the issuer does not say, and nothing is claimed. An action of `actions.ts` that is missing here
   * is missing in the policy: the function was built from another table.
   */
  readonly allows?: Allows;
}

type Fields = Readonly<Record<string, unknown>>;

/** Reads the answer of the function or endpoint; throws a `Failure` that names the field that is wrong. */
export function readCredential(answer: unknown, attempt: Attempt): Credential {
  const refuse = (field: string, value: unknown, expected: string): never => {
    throw new Failure({
      code: 'credential-malformed',
      attempt,
      detail: `the answer's ${field} is ${shown(value)}, expected ${expected}`,
      params: { field },
    });
  };
  const fieldsOf = (value: unknown, name: string): Fields =>
    typeof value === 'object' && value !== null ? (value as Fields) : refuse(name, value, 'an object');
  const text = (fields: Fields, name: string): string => {
    const value = fields[name];
    return typeof value === 'string' && value !== '' ? value : refuse(name, value, 'a text');
  };
  const seconds = (fields: Fields, name: string): number => {
    const value = fields[name];
    return typeof value === 'number' && value > 1e9 && value < 1e10
      ? value * 1000
      : refuse(name, value, 'unix seconds');
  };

  const isNumber = (value: unknown) => typeof value === 'number' && value >= 0;
  const isTexts = (value: unknown) => Array.isArray(value) && value.every((text) => typeof text === 'string');
  // Half of it would let the card give the wrong reason, so it is no better than none at all: whoever makes an answer of
  // their own hears of it at the first call.
  const allowed = (value: unknown): Allows => {
    for (const [action, limits] of Object.entries(fieldsOf(value, 'allows'))) {
      const { maxBytes, contentTypes } = fieldsOf(limits, `allows["${action}"]`);
      if (maxBytes !== undefined && !isNumber(maxBytes)) refuse('maxBytes', maxBytes, 'a number of bytes');
      if (contentTypes !== undefined && !isTexts(contentTypes))
        refuse('contentTypes', contentTypes, 'a list of texts');
    }
    return value as Allows;
  };

  const fields = fieldsOf(answer, 'body');
  const key = fieldsOf(fields.credentials, 'credentials');
  const credential: Credential = {
    secretId: text(key, 'tmpSecretId'),
    secretKey: text(key, 'tmpSecretKey'),
    sessionToken: text(key, 'sessionToken'),
    startsAt: seconds(fields, 'startTime'),
    expiresAt: seconds(fields, 'expiredTime'),
    bucket: text(fields, 'bucket'),
    region: text(fields, 'region'),
    prefix: text(fields, 'prefix'),
    maxUploadBytes:
      typeof fields.maxUploadBytes === 'number' && fields.maxUploadBytes > 0
        ? fields.maxUploadBytes
        : refuse('maxUploadBytes', fields.maxUploadBytes, 'a number of bytes'),
    maxLinkSeconds:
      fields.maxLinkSeconds === undefined || Number.isInteger(fields.maxLinkSeconds)
        ? Number(fields.maxLinkSeconds ?? 0)
        : refuse('maxLinkSeconds', fields.maxLinkSeconds, 'a whole number of seconds'),
    ...(fields.allows === undefined ? {} : { allows: allowed(fields.allows) }),
  };
  if (!credential.prefix.endsWith('/')) refuse('prefix', credential.prefix, 'one that ends with a slash');
  if (credential.expiresAt <= credential.startsAt)
    refuse('expiredTime', fields.expiredTime, 'one after startTime');
  return credential;
}

/** Numbers as they are; of all else only what it is: a text may have the key in it, as JSON that was made twice. */
function shown(value: unknown): string {
  if (typeof value === 'number' || value === null) return String(value);
  if (value === '') return 'an empty text';
  if (Array.isArray(value)) return 'a list';
  return value === undefined ? 'missing' : `of type ${typeof value}`;
}
