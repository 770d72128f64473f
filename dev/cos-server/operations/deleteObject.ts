import type { CosRequest } from '../http/CosRequest';
import type { Reply } from '../http/Reply';
import type { Service } from './Service';

/** 204 also when there was no object. */
export async function deleteObject(service: Service, request: CosRequest): Promise<Reply> {
  await service.storage.objects.delete(request.address.key);
  return { status: 204 };
}
