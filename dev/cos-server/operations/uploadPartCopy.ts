import type { ByteRange } from '../../http/byteRange';
import { CosError } from '../errors/CosError';
import type { CosRequest } from '../http/CosRequest';
import type { Reply } from '../http/Reply';
import { findSource } from './copySource';
import { partNumberOf, uploadIdOf } from './multipartUpload';
import { MAX_CONTENT_BYTES, receive } from './receiveContent';
import type { Service } from './Service';

/** UploadPart - Copy: a part of bytes that an object of the bucket has (doc 8287). */
export async function uploadPartCopy(service: Service, request: CosRequest): Promise<Reply> {
  const { contents, uploads } = service.storage;
  const { key } = request.address;
  const id = uploadIdOf(request);
  const number = partNumberOf(request);
  uploads.find(id, key);
  const source = findSource(service, request);
  const { first, last } = copiedRange(request, source.size);
  const release = contents.hold(source.contents);
  try {
    const content = await receive(service, contents.read(source.contents, first, last), {
      max: MAX_CONTENT_BYTES,
    });
    const part = await uploads.addPart(id, key, number, content, service.now());
    return {
      status: 200,
      headers: { 'x-cos-hash-crc64ecma': part.crc64 },
      body: {
        kind: 'xml',
        root: [
          'CopyPartResult',
          [
            ['ETag', `"${part.etag}"`],
            ['LastModified', new Date(part.lastModified).toISOString()],
          ],
        ],
      },
    };
  } finally {
    await release();
  }
}

/**
 * `bytes=first-last`, both included; without the header the whole object. What COS answers for a range that is
 * malformed or reaches beyond the object is not documented; this server says `InvalidArgument` and `InvalidRange`.
 */
function copiedRange({ headers }: CosRequest, size: number): ByteRange {
  const header = headers.get('x-cos-copy-source-range');
  if (header === undefined) return { first: 0, last: size - 1 };
  const [, first, last] = /^bytes=(\d{1,15})-(\d{1,15})$/.exec(header) ?? [];
  if (first === undefined || last === undefined || Number(first) > Number(last)) {
    throw new CosError('InvalidArgument', { reason: `x-cos-copy-source-range is "${header}".` });
  }
  if (Number(last) >= size) {
    throw new CosError('InvalidRange', { reason: `${header} of a source of ${size} bytes.` });
  }
  return { first: Number(first), last: Number(last) };
}
