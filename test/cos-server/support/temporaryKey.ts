import { randomBytes } from 'node:crypto';
import { sealSessionToken } from '../../../dev/cam/sessionToken';
import { bucket, region, rootKey } from './startTestServer';

export interface Key {
  secretId: string;
  secretKey: string;
  token?: string;
}

export interface Statement {
  effect: 'allow' | 'deny';
  action: string | string[];
  resource: string | string[];
  condition?: Record<string, Record<string, unknown>>;
}

/** A resource below which all keys begin with the prefix. */
export function below(prefix: string): string {
  return `qcs::cos:${region}:uid/1250000000:${bucket}/${prefix}*`;
}

/** A key such as STS issues, for half an hour. */
export function temporaryKey(statement: Statement[], { issued = Math.floor(Date.now() / 1000) } = {}): Key {
  const key = {
    tmpSecretId: `AKID${randomBytes(24).toString('hex')}`,
    tmpSecretKey: randomBytes(16).toString('hex'),
  };
  const token = sealSessionToken(rootKey, {
    ...key,
    policy: { version: '2.0', statement },
    appId: '1250000000',
    owner: rootKey.secretId,
    issued,
    expires: issued + 1800,
  });
  return { secretId: key.tmpSecretId, secretKey: key.tmpSecretKey, token };
}

/** A key for everything below a prefix. */
export function keyFor(prefix: string): Key {
  return temporaryKey([{ effect: 'allow', action: 'name/cos:*', resource: below(prefix) }]);
}
