import { CosError } from '../errors/CosError';
import type { CosRequest } from '../http/CosRequest';
import type { Reply } from '../http/Reply';
import { findSource } from './copySource';
import { objectAcl } from './objectAcl';
import { objectHeaders, storageClass } from './objectHeaders';
import { checkNewKey, MAX_CONTENT_BYTES, receive } from './receiveContent';
import type { Service } from './Service';
import { refuseOverwrite, storeObject } from './storeObject';

/** PutObject - Copy, inside the bucket of this server. */
export async function copyObject(service: Service, request: CosRequest): Promise<Reply> {
  const { contents } = service.storage;
  const { headers } = request;
  const { key } = request.address;
  checkNewKey(key);
  const source = findSource(service, request);
  const release = contents.hold(source.contents);
  try {
    const replaced = headers.get('x-cos-metadata-directive')?.toLowerCase() === 'replaced';
    if (source.key === key && !replaced) {
      throw new CosError('InvalidRequest', { reason: 'A copy onto itself must replace the metadata.' });
    }
    const forbidOverwrite = headers.get('x-cos-forbid-overwrite') === 'true';
    refuseOverwrite(service, key, forbidOverwrite);
    const inClass = storageClass(headers.get('x-cos-storage-class'));
    const acl = objectAcl(headers.get('x-cos-acl'));
    const kept = replaced ? objectHeaders(key, headers.entries()) : source.headers;
    const bytes = contents.read(source.contents, 0, source.size - 1);
    const content = await receive(service, bytes, { max: MAX_CONTENT_BYTES });
    const object = await storeObject(service, {
      key,
      headers: kept,
      storageClass: inClass,
      acl,
      content,
      forbidOverwrite,
    });
    return {
      status: 200,
      headers: { 'x-cos-hash-crc64ecma': object.crc64 },
      body: {
        kind: 'xml',
        root: [
          'CopyObjectResult',
          [
            ['ETag', `"${object.etag}"`],
            ['CRC64', object.crc64],
            ['LastModified', new Date(object.lastModified).toISOString()],
          ],
        ],
      },
    };
  } finally {
    await release();
  }
}
