import type { Reply } from '../http/Reply';
import type { ImageOperations } from '../images/ImageOperations';
import { processImage } from '../images/processImage';
import { checkImageSize } from '../images/readImage';
import type { StoredObject } from '../storage/StoredObject';
import type { Service } from './Service';

/** The object as an image, processed while it is downloaded. */
export async function processedImage(
  service: Service,
  object: StoredObject,
  operations: ImageOperations,
  headers: Readonly<Record<string, string>>,
): Promise<Reply> {
  checkImageSize(object.size);
  const { bytes, contentType } = await processImage(
    await service.storage.contents.whole(object.contents),
    operations,
  );
  return {
    status: 200,
    headers: {
      'content-type': contentType,
      'Last-Modified': headers['Last-Modified'] ?? '',
      ...(headers['cache-control'] && { 'cache-control': headers['cache-control'] }),
    },
    body: { kind: 'bytes', bytes },
  };
}
