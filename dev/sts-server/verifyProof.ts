import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { openSessionToken, type RootKey, type SessionTokenContent } from '../cam/sessionToken';
import { StsError } from './StsError';
import type { LegacySignature, Proof, Tc3Signature } from './StsRequest';

export type Caller = { kind: 'permanent' } | { kind: 'temporary'; session: SessionTokenContent };

/** Tencent Cloud API, common errors: a timestamp more than five minutes off is refused. */
const CLOCK_TOLERANCE_SECONDS = 300;

/**
 * Says who calls, or throws why it is not believed.
 *
 * @param now unix seconds
 */
export function verifyProof(rootKey: RootKey, proof: Proof, now: number): Caller {
  const off = proof.timestamp - now;
  if (Math.abs(off) > CLOCK_TOLERANCE_SECONDS) {
    throw new StsError(
      'AuthFailure.SignatureExpire',
      `The request was signed for ${proof.timestamp}, which is ${Math.abs(off)} s ${off < 0 ? 'before' : 'after'} the server's time ${now}. Correct the clock of the machine that signs.`,
    );
  }
  const { caller, secretKey } = findKey(rootKey, proof, now);
  if (!isSignedBy(secretKey, proof)) {
    throw new StsError(
      'AuthFailure.SignatureFailure',
      // The wording of the real service.
      'The provided credentials could not be validated. Please check your signature is correct.',
    );
  }
  return caller;
}

function findKey(rootKey: RootKey, proof: Proof, now: number): { caller: Caller; secretKey: string } {
  if (proof.token === undefined) {
    if (proof.secretId !== rootKey.secretId) {
      throw new StsError(
        'AuthFailure.SecretIdNotFound',
        // The wording of the real service. It does not quote the id, which may be a secret in the wrong place.
        'The SecretId is not found, please ensure that your SecretId is correct.',
      );
    }
    return { caller: { kind: 'permanent' }, secretKey: rootKey.secretKey };
  }
  const session = openSessionToken(rootKey, proof.token);
  if (!session || session.tmpSecretId !== proof.secretId) {
    throw new StsError('AuthFailure.TokenFailure', 'The token does not belong to the SecretId.');
  }
  if (session.expires <= now) {
    throw new StsError('AuthFailure.TokenFailure', `The token expired at ${session.expires}, it is ${now}.`);
  }
  return { caller: { kind: 'temporary', session }, secretKey: session.tmpSecretKey };
}

function isSignedBy(secretKey: string, proof: Proof): boolean {
  return proof.method === 'TC3-HMAC-SHA256'
    ? isSignedByTc3(secretKey, proof, proof.timestamp)
    : isSignedByLegacy(secretKey, proof);
}

function isSignedByTc3(secretKey: string, proof: Tc3Signature, timestamp: number): boolean {
  if (new Date(timestamp * 1000).toISOString().slice(0, 10) !== proof.date) return false;
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const signingKey = hmac(hmac(hmac(`TC3${secretKey}`, proof.date), proof.service), 'tc3_request');
  return proof.canonicalRequests.some((canonicalRequest) => {
    const toSign = [
      proof.method,
      timestamp,
      `${proof.date}/${proof.service}/tc3_request`,
      createHash('sha256').update(canonicalRequest).digest('hex'),
    ].join('\n');
    return isEqual(hmac(signingKey, toSign), Buffer.from(proof.signature, 'hex'));
  });
}

function isSignedByLegacy(secretKey: string, proof: LegacySignature): boolean {
  const digest = proof.method === 'HmacSHA1' ? 'sha1' : 'sha256';
  const signature = Buffer.from(proof.signature, 'base64');
  return proof.stringsToSign.some((toSign) =>
    isEqual(createHmac(digest, secretKey).update(toSign).digest(), signature),
  );
}

/** In constant time, so that a wrong signature does not tell how much of it is right. */
function isEqual(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
