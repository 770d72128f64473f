import { CosError } from '../errors/CosError';
import { BUCKET_NAME, type Bucket } from './Bucket';

export type Addressing = 'path-style' | 'virtual-hosted';

/** What a URL names inside the bucket. */
export interface Address {
  addressing: Addressing;
  /** `''` when the URL names the bucket itself. */
  key: string;
}

/** `cos.<region>.myqcloud.com`, alone or below a bucket; `tencentcos.cn` is the SDK's second domain. */
const COS_DOMAIN = /^(?:([a-z0-9-]+)\.)?cos\.([a-z0-9-]+)\.(?:myqcloud\.com|tencentcos\.cn)$/;

/**
 * Finds the key that a request means.
 *
 * - A host that starts with a bucket's name is virtual-hosted.
 * - `cos.<region>.myqcloud.com` takes the bucket from the path.
 * - Any other host (`127.0.0.1:7301`, `localhost`) is bound to this server's bucket, as a custom domain is. There
 *   `/foo-123/x` could be path-style or a key, so that only a name with this account's APPID is read as a bucket.
 *
 * Throws `NoSuchBucket` for another bucket or region.
 *
 * @param host the Host header, with or without a port.
 * @param path the decoded path of the URL, from its first `/`.
 */
export function resolveAddress(bucket: Bucket, host: string, path: string): Address {
  const hostname = host.replace(/:\d+$/, '').toLowerCase();
  const domain = COS_DOMAIN.exec(hostname);
  if (domain) {
    const [, bucketName, region = ''] = domain;
    if (region !== bucket.region) throw noSuchBucket(bucketName ?? '', region, bucket);
    if (bucketName === undefined) return pathStyle(bucket, path);
    if (bucketName !== bucket.name) throw noSuchBucket(bucketName, region, bucket);
    return { addressing: 'virtual-hosted', key: path.slice(1) };
  }
  const [label = ''] = hostname.split('.');
  if (hostname.includes('.') && BUCKET_NAME.test(label)) {
    if (label !== bucket.name) throw noSuchBucket(label, bucket.region, bucket);
    return { addressing: 'virtual-hosted', key: path.slice(1) };
  }
  const [, first = ''] = path.split('/', 2);
  if (first.endsWith(`-${bucket.appId}`) && BUCKET_NAME.test(first)) return pathStyle(bucket, path);
  return { addressing: 'virtual-hosted', key: path.slice(1) };
}

function pathStyle(bucket: Bucket, path: string): Address {
  const slash = path.indexOf('/', 1);
  const name = slash < 0 ? path.slice(1) : path.slice(1, slash);
  if (name === '') {
    throw new CosError('NotImplemented', { reason: 'GetService (a list of buckets) is not implemented.' });
  }
  if (name !== bucket.name) throw noSuchBucket(name, bucket.region, bucket);
  return { addressing: 'path-style', key: slash < 0 ? '' : path.slice(slash + 1) };
}

function noSuchBucket(name: string, region: string, bucket: Bucket): CosError {
  return new CosError('NoSuchBucket', {
    reason: `The request is for bucket "${name}" in ${region}; this server has ${bucket.name} in ${bucket.region}.`,
  });
}
