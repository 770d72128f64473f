import type { Reply } from '../http/Reply';
import type { ImageOperations } from '../images/ImageOperations';
import { checkImageSize, processImage } from '../images/processImage';
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
  const { bytes, contentType } = await processImage(await readWhole(service, object), operations);
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

async function readWhole({ storage: { contents } }: Service, object: StoredObject): Promise<Buffer> {
  const release = contents.hold(object.contents);
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of contents.read(object.contents, 0, object.size - 1)) chunks.push(chunk);
    return Buffer.concat(chunks);
  } finally {
    await release();
  }
}
