import { openSessionToken, type RootKey, type SessionTokenContent } from '../../sessionToken';
import { CosError } from '../errors/CosError';
import { type Policy, parsePolicy } from '../policy/Policy';

/** Who signed a request. */
export type Caller =
  | { kind: 'owner'; secretId: string }
  | { kind: 'temporary'; secretId: string; policy: Policy }
  /** The request has no signature. */
  | { kind: 'anonymous' };

/** How COS learns what a temporary key is: from its session token. Undefined when the token means nothing. */
export type TemporaryKeys = (sessionToken: string) => SessionTokenContent | undefined;

/** Reads the tokens of an STS that has the same permanent key. */
export function sealedTemporaryKeys(rootKey: RootKey): TemporaryKeys {
  return (token) => openSessionToken(rootKey, token);
}

/** A permanent SecretId is `AKID` and 32 characters; those of temporary keys are longer. */
const PERMANENT_ID_LENGTH = 36;

/** Who can revoke keys. */
export interface KeyWatch {
  isRevoked(secretId: string): boolean;
  /** A temporary key came with its token. */
  usesTemporaryKey(secretId: string): void;
}

/** The keys that a server accepts. */
export class KeyRing {
  constructor(
    private readonly rootKey: RootKey,
    private readonly temporaryKeys: TemporaryKeys,
    private readonly watch: KeyWatch,
  ) {}

  /**
   * Finds the secret of a key.
   *
   * COS documents `InvalidAccessKeyId` for unknown, disabled and expired keys, and `AccessDenied` is what its
   * maintainers saw for a temporary key without its token. For a wrong token no code is documented; this server
   * says `InvalidAccessKeyId`.
   *
   * @param now unix seconds.
   */
  find(
    secretId: string,
    sessionToken: string | undefined,
    now: number,
  ): { secretKey: string; caller: Caller } {
    if (this.watch.isRevoked(secretId)) throw invalidKey(`The key ${secretId} is revoked.`);
    if (secretId === this.rootKey.secretId) {
      return { secretKey: this.rootKey.secretKey, caller: { kind: 'owner', secretId } };
    }
    if (sessionToken === undefined) {
      if (secretId.length > PERMANENT_ID_LENGTH) {
        throw new CosError('AccessDenied', {
          reason: `The key ${secretId} looks temporary, but the request has no x-cos-security-token.`,
        });
      }
      throw invalidKey(`There is no key ${secretId}.`);
    }
    const key = this.temporaryKeys(sessionToken);
    if (!key) throw invalidKey('The session token was not issued for this account, or was changed.');
    if (key.tmpSecretId !== secretId) {
      throw invalidKey(`The session token belongs to another key than ${secretId}.`);
    }
    if (now >= key.expires) throw invalidKey(`The key ${secretId} expired ${now - key.expires} s ago.`);
    this.watch.usesTemporaryKey(secretId);
    return {
      secretKey: key.tmpSecretKey,
      caller: { kind: 'temporary', secretId, policy: parsePolicy(key.policy) },
    };
  }
}

function invalidKey(reason: string): CosError {
  return new CosError('InvalidAccessKeyId', { reason });
}
