import { CosError } from '../errors/CosError';
import type { CosRequest } from '../http/CosRequest';
import { percentDecode } from '../http/percentEncoding';
import type { Access } from '../policy/evaluate';
import type { StoredObject } from '../storage/StoredObject';
import { refuseArchived } from './archive';
import { checkConditions } from './conditions';
import type { Service } from './Service';

const SOURCE = 'x-cos-copy-source';

/** Reading the source and writing the target; the same for an object and for a part (doc 8287). */
export function copyAccess(request: CosRequest): Access[] {
  return [
    { action: 'GetObject', key: sourceOf(request).key },
    { action: 'PutObject', key: request.address.key },
  ];
}

/**
 * The object that is to be copied. Throws `NoSuchKey`, as Tencent's own tests of its SDK expect, `InvalidObjectState` and
 * `PreconditionFailed`.
 */
export function findSource(service: Service, request: CosRequest): StoredObject {
  const { bucket, key } = sourceOf(request);
  const object = bucket === service.bucket.name ? service.storage.objects.get(key) : undefined;
  if (!object) throw new CosError('NoSuchKey', { reason: `There is no "${key}" in ${bucket}.` });
  refuseArchived(object, service.now());
  const { headers } = request;
  const outcome = checkConditions(object, {
    ifMatch: headers.get(`${SOURCE}-If-Match`),
    ifNoneMatch: headers.get(`${SOURCE}-If-None-Match`),
    ifModifiedSince: headers.get(`${SOURCE}-If-Modified-Since`),
    ifUnmodifiedSince: headers.get(`${SOURCE}-If-Unmodified-Since`),
  });
  if (outcome === 'not-modified') throw new CosError('PreconditionFailed');
  return object;
}

/** `<bucket>.cos.<region>.myqcloud.com/<key, percent-encoded>` */
function sourceOf(request: CosRequest): { bucket: string; key: string } {
  const text = request.headers.text(SOURCE) ?? '';
  const [, bucket, key] = /^(?:https?:\/\/)?([^./]+)\.[^/]+\/([^?]+)/.exec(text) ?? [];
  if (text.includes('?')) {
    throw new CosError('NotImplemented', {
      reason: `This server keeps no versions: ${SOURCE} is "${text}".`,
    });
  }
  if (!bucket || !key) throw new CosError('InvalidArgument', { reason: `${SOURCE} is "${text}".` });
  return { bucket, key: percentDecode(key) };
}
