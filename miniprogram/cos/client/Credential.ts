import { type Attempt, Failure } from '../failures/Failure';

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
}

type Fields = Readonly<Record<string, unknown>>;

/** Reads the answer of the function or endpoint; throws a `Failure` that names the field that is wrong. */
export function readCredential(answer: unknown, attempt: Attempt): Credential {
  const refuse = (field: string, value: unknown, expected: string): never => {
    throw new Failure({
      code: 'credential-malformed',
      attempt,
      detail: `the answer's ${field} is ${JSON.stringify(value)}, expected ${expected}`,
      params: { field },
    });
  };
  const fieldsOf = (value: unknown, name: string): Fields =>
    typeof value === 'object' && value !== null ? (value as Fields) : refuse(name, value, 'an object');
  const text = (fields: Fields, name: string): string => {
    const value = fields[name];
    // Never the value itself: it may be a part of the key.
    return typeof value === 'string' && value !== '' ? value : refuse(name, typeof value, 'a text');
  };
  const seconds = (fields: Fields, name: string): number => {
    const value = fields[name];
    return typeof value === 'number' && value > 1e9 && value < 1e10
      ? value * 1000
      : refuse(name, value, 'unix seconds');
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
  };
  if (!credential.prefix.endsWith('/')) refuse('prefix', credential.prefix, 'one that ends with a slash');
  if (credential.expiresAt <= credential.startsAt)
    refuse('expiredTime', fields.expiredTime, 'one after startTime');
  return credential;
}
