import { matchesWildcard } from '../../cam/matchesWildcard';
import type { Bucket } from '../address/Bucket';

/** What a resource is about: a key, in the service that is asked for. */
interface Subject {
  service?: 'cos' | 'ci';
  key: string;
}

/**
 * Whether a resource of a policy covers a key of the bucket. The forms that Tencent documents or still emits:
 *
 *     *
 *     qcs::cos:<region>:uid/<appid>:<bucket-appid>/<key pattern>
 *     qcs::cos:<region>:uid/<appid>:prefix//<appid>/<bucket without appid>/<key pattern>
 *     qcs::ci:<region>:uid/<appid>:bucket/<bucket-appid>/<key pattern>
 *
 * The region and the account may be empty or `*`. For a list of keys, the key is the prefix that is asked for;
 * for the bucket itself it is `''`.
 */
export function matchesResource(
  pattern: string,
  bucket: Bucket,
  { service: asked = 'cos', key }: Subject,
): boolean {
  if (pattern === '*') return true;
  // The path may hold colons of its own.
  const [scheme, project, service, region = '', account = '', ...rest] = pattern.split(':');
  if (scheme !== 'qcs' || project !== '' || service !== asked) return false;
  if (region !== '' && !matchesWildcard(region, bucket.region)) return false;
  if (account !== '' && !matchesWildcard(account, `uid/${bucket.appId}`)) return false;
  const path = rest.join(':');
  const named = `${bucket.name}/${key}`;
  if (asked === 'ci') return matchesWildcard(path, `bucket/${named}`);
  const older = `prefix//${bucket.appId}/${bucket.shortName}/${key}`;
  return matchesWildcard(path, named) || matchesWildcard(path, older) || (key === '' && path === bucket.name);
}
