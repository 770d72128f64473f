import { CosError } from '../errors/CosError';
import type { CosRequest } from '../http/CosRequest';
import type { StoredObject } from '../storage/StoredObject';
import { refuseArchived } from './archive';
import type { Service } from './Service';

/** The object that a request names. Throws `NoSuchKey`. */
export function findObject(service: Service, request: CosRequest): StoredObject {
  const object = service.storage.objects.get(request.address.key);
  if (!object) throw noSuchKey(request);
  return object;
}

export function noSuchKey({ address }: CosRequest): CosError {
  return new CosError('NoSuchKey', { reason: `There is no object "${address.key}".` });
}

/** The same for who wants its bytes. Throws `NoSuchKey`, `InvalidObjectState`. */
export function findReadable(service: Service, request: CosRequest): StoredObject {
  const object = findObject(service, request);
  refuseArchived(object, service.now());
  return object;
}
