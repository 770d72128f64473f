import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** The permanent key of the account: whoever holds it can seal and open its session tokens. */
export interface RootKey {
  secretId: string;
  secretKey: string;
}

/** What a temporary key is and may do. */
export interface SessionTokenContent {
  tmpSecretId: string;
  tmpSecretKey: string;
  /** The CAM policy that the key was asked for with. A key can do what both its owner and this policy allow. */
  policy: unknown;
  appId: string;
  /** Who asked: the SecretId of the permanent key. */
  owner: string;
  /** Unix seconds. */
  issued: number;
  /** Unix seconds. From this second on the key is worth nothing. */
  expires: number;
}

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Changes with the format, so that a token of another format is refused instead of misread. */
const FORMAT = Buffer.from('session-token/1');

/**
 * Makes the session token of a temporary key. The token carries the key's secret and its policy, encrypted, so
 * that STS and COS need nothing in common but the permanent key.
 *
 * @returns URL-safe base64 without padding.
 */
export function sealSessionToken(rootKey: RootKey, content: SessionTokenContent): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, sealingKey(rootKey), nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(FORMAT);
  const sealed = [cipher.update(deflateRawSync(JSON.stringify(content), { level: 9 })), cipher.final()];
  return Buffer.concat([nonce, ...sealed, cipher.getAuthTag()]).toString('base64url');
}

/**
 * Reads a session token.
 *
 * @returns undefined when the token was not sealed with this permanent key, or was changed since. Whether it is
 * still valid is for the caller to decide by `expires`.
 */
export function openSessionToken(rootKey: RootKey, token: string): SessionTokenContent | undefined {
  const bytes = Buffer.from(token, 'base64url');
  // Node's decoder skips what is no base64, so one token would have many spellings.
  if (bytes.length <= NONCE_BYTES + TAG_BYTES || bytes.toString('base64url') !== token) return undefined;
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv(CIPHER, sealingKey(rootKey), nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(FORMAT);
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  const opened = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
  try {
    decipher.final();
  } catch {
    return undefined;
  }
  // Authenticated: nobody but sealSessionToken wrote this.
  return JSON.parse(inflateRawSync(opened).toString()) as SessionTokenContent;
}

const sealingKeys = new Map<string, Buffer>();

function sealingKey({ secretId, secretKey }: RootKey): Buffer {
  const name = JSON.stringify([secretId, secretKey]);
  let key = sealingKeys.get(name);
  if (!key) {
    key = Buffer.from(hkdfSync('sha256', secretKey, secretId, FORMAT, KEY_BYTES));
    sealingKeys.set(name, key);
  }
  return key;
}
