import { CosError } from '../errors/CosError';
import { BUCKET_NAME, type Bucket } from './Bucket';

type Addressing = 'path-style' | 'virtual-hosted';

/** What a URL names inside the bucket. */
export interface Address {
  addressing: Addressing;
  /** `''` when the URL names the bucket itself. */
  key: string;
}

/** `cos.<region>.myqcloud.com`, alone or below a bucket; `tencentcos.cn` is the SDK's second domain. */
const COS_DOMAIN = /^(?:([a-z0-9-]+)\.)?cos\.([a-z0-9-]+)\.(?:myqcloud\.com|tencentcos\.cn)$/;

/** Where GetService is asked for the buckets of all regions. */
const SERVICE_HOST = /^service\.cos\.(?:myqcloud\.com|tencentcos\.cn)$/;

/** The part of a request that says what it is about. */
export interface Target {
  method: string;
  /** The Host header, with or without a port. */
  host: string;
  /** Of the URL, decoded, from its first `/`. */
  path: string;
}

/** What a URL names, in whatever bucket. */
interface Named extends Address {
  bucket: string;
  region: string;
}

/**
 * Finds the key that a request means.
 *
 * - A host that starts with a bucket's name is virtual-hosted.
 * - `cos.<region>.myqcloud.com` takes the bucket from the path.
 * - Any other host (`127.0.0.1:7301`, `localhost`) is bound to this server's bucket, as a custom domain is. There
 *   `/foo-123/x` could be path-style or a key, so that only a name with this account's APPID is read as a bucket.
 *
 * Throws `NoSuchBucket` for another bucket or region, and `NotImplemented` when that bucket is to be made or where the
 * buckets are to be listed.
 */
export function resolveAddress(bucket: Bucket, { method, host, path }: Target): Address {
  const named = readTarget(bucket, host.replace(/:\d+$/, '').toLowerCase(), path);
  if (named.bucket === bucket.name && named.region === bucket.region) {
    return { addressing: named.addressing, key: named.key };
  }
  const reason = `The request is for bucket "${named.bucket}" in ${named.region}; this server has ${bucket.name} in ${bucket.region}.`;
  // A bucket that is not there yet can't be missing.
  throw new CosError(method === 'PUT' && named.key === '' ? 'NotImplemented' : 'NoSuchBucket', { reason });
}

function readTarget(bucket: Bucket, hostname: string, path: string): Named {
  if (SERVICE_HOST.test(hostname)) throw noService();
  const domain = COS_DOMAIN.exec(hostname);
  if (domain) {
    const [, name, region = ''] = domain;
    return name === undefined ? pathStyle(path, region) : virtualHosted(name, path, region);
  }
  const [label = ''] = hostname.split('.');
  if (hostname.includes('.') && BUCKET_NAME.test(label)) return virtualHosted(label, path, bucket.region);
  const [, first = ''] = path.split('/', 2);
  if (first.endsWith(`-${bucket.appId}`) && BUCKET_NAME.test(first)) return pathStyle(path, bucket.region);
  return virtualHosted(bucket.name, path, bucket.region);
}

function virtualHosted(bucket: string, path: string, region: string): Named {
  return { addressing: 'virtual-hosted', bucket, region, key: path.slice(1) };
}

function pathStyle(path: string, region: string): Named {
  const slash = path.indexOf('/', 1);
  const bucket = slash < 0 ? path.slice(1) : path.slice(1, slash);
  if (bucket === '') throw noService();
  return { addressing: 'path-style', bucket, region, key: slash < 0 ? '' : path.slice(slash + 1) };
}

function noService(): CosError {
  return new CosError('NotImplemented', { reason: 'GetService (a list of buckets) is not implemented.' });
}
