import type { Bucket } from '../address/Bucket';
import { matchesWildcard } from './wildcard';

/**
 * Whether a resource of a policy covers a key of the bucket. The forms that Tencent documents or still emits:
 *
 *     *
 *     qcs::cos:<region>:uid/<appid>:<bucket-appid>/<key pattern>
 *     qcs::cos:<region>:uid/<appid>:prefix//<appid>/<bucket without appid>/<key pattern>
 *
 * The region and the account may be empty or `*`. For a list of keys, the key is the prefix that is asked for;
 * for the bucket itself it is `''`.
 */
export function matchesResource(pattern: string, bucket: Bucket, key: string): boolean {
  if (pattern === '*') return true;
  // The path may hold colons of its own.
  const [scheme, project, service, region = '', account = '', ...rest] = pattern.split(':');
  if (scheme !== 'qcs' || project !== '' || service !== 'cos') return false;
  if (region !== '' && !matchesWildcard(region, bucket.region)) return false;
  if (account !== '' && !matchesWildcard(account, `uid/${bucket.appId}`)) return false;
  const path = rest.join(':');
  const named = `${bucket.name}/${key}`;
  const older = `prefix//${bucket.appId}/${bucket.shortName}/${key}`;
  return matchesWildcard(path, named) || matchesWildcard(path, older) || (key === '' && path === bucket.name);
}
