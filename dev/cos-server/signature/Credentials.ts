import { openSessionToken, type RootKey } from '../../cam/sessionToken';
import { CosError } from '../errors/CosError';
import { type Policy, parsePolicy } from '../policy/Policy';

/** Who signed a request. */
export type Caller =
  | { kind: 'owner'; secretId: string }
  | { kind: 'temporary'; secretId: string; policy: Policy }
  /** The request has no signature. */
  | { kind: 'anonymous' };

/** A permanent SecretId is `AKID` and 32 characters; those of temporary credentials are longer. */
const PERMANENT_ID_LENGTH = 36;

/** Who can revoke credentials. */
export interface CredentialWatch {
  isRevoked(secretId: string): boolean;
  /** A temporary credential came with its token. */
  usesTemporaryKey(secretId: string): void;
}

/**
 * The credentials that a server accepts: the permanent one of the account, and the temporary ones of an STS that has the same,
 * which are known by their session token. (A key is an object's.)
 */
export class Credentials {
  constructor(
    private readonly permanent: RootKey,
    private readonly watch: CredentialWatch,
  ) {}

  /**
   * Finds the secret that belongs to a SecretId.
   *
   * COS documents `InvalidAccessKeyId` for unknown, disabled and expired ones, and `AccessDenied` is what its
   * maintainers saw for a temporary one without its token. For a wrong token no code is documented; this server
   * says `InvalidAccessKeyId`.
   *
   * @param now unix seconds.
   */
  find(
    secretId: string,
    sessionToken: string | undefined,
    now: number,
  ): { secretKey: string; caller: Caller } {
    if (this.watch.isRevoked(secretId)) throw invalidCredential(`The credential ${secretId} is revoked.`);
    if (secretId === this.permanent.secretId) {
      return { secretKey: this.permanent.secretKey, caller: { kind: 'owner', secretId } };
    }
    if (sessionToken === undefined) {
      if (secretId.length > PERMANENT_ID_LENGTH) {
        throw new CosError('AccessDenied', {
          reason: `The credential ${secretId} looks temporary, but the request has no x-cos-security-token.`,
        });
      }
      throw invalidCredential(`There is no credential ${secretId}.`);
    }
    const temporary = openSessionToken(this.permanent, sessionToken);
    if (!temporary)
      throw invalidCredential('The session token was not issued for this account, or was changed.');
    if (temporary.tmpSecretId !== secretId) {
      throw invalidCredential(`The session token belongs to another credential than ${secretId}.`);
    }
    if (now >= temporary.expires)
      throw invalidCredential(`The credential ${secretId} expired ${now - temporary.expires} s ago.`);
    this.watch.usesTemporaryKey(secretId);
    return {
      secretKey: temporary.tmpSecretKey,
      caller: { kind: 'temporary', secretId, policy: parsePolicy(temporary.policy) },
    };
  }
}

function invalidCredential(reason: string): CosError {
  return new CosError('InvalidAccessKeyId', { reason });
}
