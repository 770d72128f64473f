import { randomBytes } from 'node:crypto';
import { type RootKey, sealSessionToken } from '../cam/sessionToken';
import { StsError } from './StsError';

export interface IssuedKey {
  Credentials: { Token: string; TmpSecretId: string; TmpSecretKey: string };
  /** Unix seconds. */
  ExpiredTime: number;
  /** The same in ISO 8601, UTC, without milliseconds. */
  Expiration: string;
}

export interface KeyWish {
  policy: object;
  durationSeconds: number;
  appId: string;
  /** SecretId of the permanent key. */
  owner: string;
}

/** STS API, GetFederationToken: the token has at most 4,096 bytes and grows with the policy. */
const TOKEN_BYTES = 4096;

/** @param now unix seconds */
export function issueKey(rootKey: RootKey, wish: KeyWish, now: number): IssuedKey {
  const { durationSeconds, ...rights } = wish;
  const tmpSecretId = `AKID${randomBytes(45).toString('base64url')}`;
  const tmpSecretKey = randomBytes(32).toString('base64');
  const expires = now + durationSeconds;
  const content = { ...rights, tmpSecretId, tmpSecretKey, issued: now, expires };
  const token = sealSessionToken(rootKey, content);
  if (token.length > TOKEN_BYTES) {
    throw new StsError(
      'InvalidParameter.PolicyTooLong',
      `The policy makes a token of ${token.length} bytes, more than ${TOKEN_BYTES}. Shorten the policy.`,
    );
  }
  return {
    Credentials: { Token: token, TmpSecretId: tmpSecretId, TmpSecretKey: tmpSecretKey },
    ExpiredTime: expires,
    Expiration: new Date(expires * 1000).toISOString().replace('.000Z', 'Z'),
  };
}
