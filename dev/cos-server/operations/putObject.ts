import type { CosRequest } from '../http/CosRequest';
import type { Reply } from '../http/Reply';
import { objectAcl } from './objectAcl';
import { objectHeaders, storageClass } from './objectHeaders';
import { checkNewKey, receiveBody } from './receiveContent';
import type { Service } from './Service';
import { refuseOverwrite, storeObject } from './storeObject';

export async function putObject(service: Service, request: CosRequest): Promise<Reply> {
  const { key } = request.address;
  checkNewKey(key);
  const headers = objectHeaders(key, request.headers.entries());
  const inClass = storageClass(request.headers.get('x-cos-storage-class'));
  const acl = objectAcl(request.headers.get('x-cos-acl'));
  const forbidOverwrite = request.headers.get('x-cos-forbid-overwrite') === 'true';
  refuseOverwrite(service, key, forbidOverwrite);
  const content = await receiveBody(service, request);
  const object = await storeObject(service, {
    key,
    headers,
    storageClass: inClass,
    acl,
    content,
    forbidOverwrite,
  });
  return { status: 200, headers: { ETag: `"${object.etag}"`, 'x-cos-hash-crc64ecma': object.crc64 } };
}
