import { CosError } from '../errors/CosError';
import type { CosRequest } from '../http/CosRequest';
import type { ReceivedContent } from '../storage/ContentStore';
import type { Service } from './Service';

/** The largest object or part of one request: 5 GB (doc 14690). */
export const MAX_CONTENT_BYTES = 5 * 1024 ** 3;

/** Keys are at most this long, bytes of UTF-8. */
const MAX_KEY_BYTES = 850;

/** Throws `KeyTooLong`. */
export function checkNewKey(key: string): void {
  const bytes = Buffer.byteLength(key);
  if (bytes > MAX_KEY_BYTES) throw new CosError('KeyTooLong', { reason: `The key has ${bytes} bytes.` });
}

/** Streams the body of a request to the disk and checks its length and its Content-MD5. */
export async function receiveBody(service: Service, request: CosRequest): Promise<ReceivedContent> {
  const { headers } = request;
  const announced = headers.get('content-length');
  if (announced === undefined && headers.get('transfer-encoding') === undefined) {
    throw new CosError('MissingContentLength');
  }
  return receive(service, request.body.chunks(), {
    max: MAX_CONTENT_BYTES,
    announced: announced === undefined ? undefined : Number(announced),
    contentMd5: headers.get('content-md5'),
  });
}

interface Expectation {
  /** Bytes; more are `EntityTooLarge`. */
  max: number;
  /** Bytes that the request says it has. */
  announced?: number | undefined;
  /** Base64 of the 16 bytes. */
  contentMd5?: string | undefined;
}

/** Streams bytes to the disk. When it throws, nothing is left there. */
export async function receive(
  service: Service,
  chunks: AsyncIterable<Buffer>,
  { max, announced, contentMd5 }: Expectation,
): Promise<ReceivedContent> {
  const expected = contentMd5 === undefined ? undefined : parseDigest(contentMd5);
  if (announced !== undefined && announced > max) throw tooLarge(announced, max);
  const { contents } = service.storage;
  const content = await contents.receive(limited(chunks, max));
  if (expected && !expected.equals(content.md5)) {
    await contents.discard([content]);
    throw new CosError('BadDigest', {
      reason: `Content-MD5 is ${contentMd5}, the body has ${content.md5.toString('base64')}.`,
    });
  }
  return content;
}

/** Throws `InvalidDigest` unless it is base64 of 16 bytes. */
export function parseDigest(contentMd5: string): Buffer {
  const digest = Buffer.from(contentMd5, 'base64');
  if (digest.length !== 16 || digest.toString('base64') !== contentMd5) {
    throw new CosError('InvalidDigest', { reason: `Content-MD5 "${contentMd5}" is not base64 of 16 bytes.` });
  }
  return digest;
}

async function* limited(chunks: AsyncIterable<Buffer>, max: number): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > max) throw tooLarge(size, max);
    yield chunk;
  }
}

function tooLarge(size: number, max: number): CosError {
  return new CosError('EntityTooLarge', {
    reason: `The upload has ${size} bytes or more; ${max} are allowed.`,
  });
}
