import { CosError } from '../errors/CosError';
import type { ReceivedContent } from '../storage/ContentStore';
import type { ObjectAcl, ObjectHeaders, StoredObject } from '../storage/StoredObject';
import type { Service } from './Service';

interface NewObject {
  key: string;
  headers: ObjectHeaders;
  storageClass: string;
  acl: ObjectAcl;
  content: ReceivedContent;
  forbidOverwrite: boolean;
}

/** Makes an object of content that was received in one request. When it throws, the content is discarded. */
export async function storeObject(service: Service, created: NewObject): Promise<StoredObject> {
  const { key, headers, storageClass, acl, content, forbidOverwrite } = created;
  const object: StoredObject = {
    key,
    size: content.size,
    etag: content.md5.toString('hex'),
    crc64: content.crc64.toString(),
    lastModified: service.now(),
    storageClass,
    acl,
    headers,
    contents: [{ id: content.id, size: content.size }],
  };
  try {
    await service.storage.objects.put(object, { forbidOverwrite });
  } catch (error) {
    await service.storage.contents.discard(object.contents);
    throw error;
  }
  return object;
}

/** Spares a client the upload that would be refused at its end. */
export function refuseOverwrite(service: Service, key: string, forbidOverwrite: boolean): void {
  if (forbidOverwrite && service.storage.objects.get(key)) throw new CosError('FileAlreadyExists');
}
