import { type Allows, allowedBy } from './allowedBy';
import { createPolicy, prefixOf } from './createPolicy';
import { requestKey, type TemporaryKey } from './requestKey';
import type { Settings } from './settings';

/** The JSON that the Mini Program expects, from this function or from an HTTPS endpoint in its place. */
export interface Answer extends TemporaryKey {
  bucket: string;
  region: string;
  /** The key opens objects under this prefix only. */
  prefix: string;
  maxUploadBytes: number;
  /** How long a link that is asked for lives at most; 0 or absent: none is signed here. An endpoint may leave it out. */
  maxLinkSeconds: number;
  /** With it the Mini Program can say why COS refused something. An endpoint may leave it out. */
  allows: Allows;
}

/**
 * A new key for this user, and by which id Tencent finds the call of STS.
 *
 * @throws Error as `requestKey` does.
 */
export async function answerFor(
  settings: Settings,
  openId: string,
): Promise<{ answer: Answer; requestId: string }> {
  const { bucket, region, maxUploadBytes, maxLinkSeconds } = settings;
  const policy = createPolicy(settings, openId);
  const { key, requestId } = await requestKey(settings, policy);
  const prefix = prefixOf(openId);
  return {
    answer: { ...key, bucket, region, prefix, maxUploadBytes, maxLinkSeconds, allows: allowedBy(policy) },
    requestId,
  };
}
