import { CosError } from '../errors/CosError';
import type { CosRequest } from '../http/CosRequest';
import type { Reply } from '../http/Reply';
import type { NamedPart } from '../storage/UploadStore';
import { objectAcl } from './objectAcl';
import { objectHeaders, storageClass } from './objectHeaders';
import { readXmlBody } from './readXmlBody';
import { checkNewKey, receiveBody } from './receiveContent';
import type { Service } from './Service';

const MAX_PARTS = 10_000;

export async function initiateMultipartUpload(service: Service, request: CosRequest): Promise<Reply> {
  const { key } = request.address;
  checkNewKey(key);
  const headers = objectHeaders(key, request.headers.entries());
  const inClass = storageClass(request.headers.get('x-cos-storage-class'));
  const acl = objectAcl(request.headers.get('x-cos-acl'));
  const upload = await service.storage.uploads.begin(
    { key, headers, storageClass: inClass, acl },
    service.now(),
  );
  return {
    status: 200,
    body: {
      kind: 'xml',
      root: [
        'InitiateMultipartUploadResult',
        [
          ['Bucket', service.bucket.name],
          ['Key', key],
          ['UploadId', upload.id],
        ],
      ],
    },
  };
}

export async function uploadPart(service: Service, request: CosRequest): Promise<Reply> {
  const { key } = request.address;
  const id = uploadIdOf(request);
  const number = partNumberOf(request);
  // Before the body: nobody should send gigabytes into an upload that is gone.
  service.storage.uploads.find(id, key);
  const received = await receiveBody(service, request);
  const part = await service.storage.uploads.addPart(id, key, number, received, service.now());
  return { status: 200, headers: { ETag: `"${part.etag}"`, 'x-cos-hash-crc64ecma': part.crc64 } };
}

export async function completeMultipartUpload(service: Service, request: CosRequest): Promise<Reply> {
  const { key } = request.address;
  const id = uploadIdOf(request);
  service.storage.uploads.find(id, key);
  const parts = await namedParts(request);
  const forbidOverwrite = request.headers.get('x-cos-forbid-overwrite') === 'true';
  const object = await service.storage.uploads.complete(id, key, parts, service.now(), { forbidOverwrite });
  return {
    status: 200,
    headers: { 'x-cos-hash-crc64ecma': object.crc64 },
    body: {
      kind: 'xml',
      root: [
        'CompleteMultipartUploadResult',
        [
          ['Location', `http://${request.headers.text('host') ?? ''}${request.path}`],
          ['Bucket', service.bucket.name],
          ['Key', key],
          ['ETag', `"${object.etag}"`],
        ],
      ],
    },
  };
}

export async function abortMultipartUpload(service: Service, request: CosRequest): Promise<Reply> {
  await service.storage.uploads.abort(uploadIdOf(request), request.address.key);
  return { status: 204 };
}

export function uploadIdOf({ query }: CosRequest): string {
  return query.get('uploadId') ?? '';
}

/** Throws `InvalidArgument`. */
export function partNumberOf({ query }: CosRequest): number {
  return partNumber(query.get('partNumber') ?? '');
}

async function namedParts(request: CosRequest): Promise<NamedPart[]> {
  const body = await readXmlBody(request, 'CompleteMultipartUpload');
  const parts = body.children('Part').map((part) => {
    const etag = part
      .text('ETag')
      ?.trim()
      .replace(/^"(.*)"$/, '$1');
    if (!etag) throw new CosError('MalformedXML', { reason: 'A part has no ETag.' });
    return { number: partNumber(part.text('PartNumber')?.trim() ?? ''), etag };
  });
  if (parts.length === 0) throw new CosError('MalformedXML', { reason: 'There is no part in the list.' });
  return parts;
}

function partNumber(text: string): number {
  const number = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (number < 1 || number > MAX_PARTS) {
    throw new CosError('InvalidArgument', {
      reason: `The part number is "${text}"; 1 to ${MAX_PARTS} are allowed.`,
    });
  }
  return number;
}
