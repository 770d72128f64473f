import type { CosRequest } from '../http/CosRequest';
import type { Reply } from '../http/Reply';
import { describeImage } from '../images/describeImage';
import { refuseImageOperations } from '../images/ImageOperations';
import { checkImageSize } from '../images/readImage';
import { findReadable } from './findObject';
import type { Service } from './Service';

/** What an image is, in JSON. */
export async function imageInfo(service: Service, request: CosRequest): Promise<Reply> {
  const object = findReadable(service, request);
  refuseImageOperations(request.query);
  checkImageSize(object.size);
  const info = await describeImage(await service.storage.contents.whole(object.contents));
  return {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: { kind: 'bytes', bytes: Buffer.from(JSON.stringify(info)) },
  };
}
