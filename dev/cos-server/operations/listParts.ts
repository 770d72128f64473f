import { CosError } from '../errors/CosError';
import type { CosRequest } from '../http/CosRequest';
import type { Reply } from '../http/Reply';
import type { Part } from '../storage/UploadStore';
import type { XmlElement } from '../xml/writeXml';
import { listTime, optional } from './getBucket';
import { keyWriter, limitOf } from './listPage';
import { uploadIdOf } from './multipartUpload';
import type { Service } from './Service';

/** The parts of an upload (doc 7747). */
export async function listParts(service: Service, request: CosRequest): Promise<Reply> {
  const { bucket, storage } = service;
  const { query, address } = request;
  const write = keyWriter(query);
  const id = uploadIdOf(request);
  const upload = storage.uploads.find(id, address.key);
  const marker = markerOf(query.get('part-number-marker') || '0');
  const limit = limitOf(query, 'max-parts');
  const rest = storage.uploads.parts(id, address.key).filter(({ number }) => number > marker);
  const page = rest.slice(0, limit);
  const truncated = page.length < rest.length && page.length > 0;
  const owner: XmlElement[] = [
    ['ID', bucket.appId],
    ['DisplayName', bucket.appId],
  ];
  const elements: XmlElement[] = [
    ['Bucket', bucket.name],
    ['EncodingType', query.get('encoding-type') ?? ''],
    ['Key', write(address.key)],
    ['UploadId', id],
    ['Owner', owner],
    ['PartNumberMarker', String(marker)],
    ['Initiator', owner],
    ...page.map(partElement),
    ...optional('NextPartNumberMarker', truncated ? String(page.at(-1)?.number) : undefined),
    ['StorageClass', upload.storageClass],
    ['MaxParts', String(limit)],
    ['IsTruncated', String(truncated)],
  ];
  return { status: 200, body: { kind: 'xml', root: ['ListPartsResult', elements] } };
}

function partElement({ number, lastModified, etag, content }: Part): XmlElement {
  return [
    'Part',
    [
      ['PartNumber', String(number)],
      ['LastModified', listTime(lastModified)],
      ['ETag', `"${etag}"`],
      ['Size', String(content.size)],
    ],
  ];
}

function markerOf(text: string): number {
  if (!/^\d{1,5}$/.test(text)) {
    throw new CosError('InvalidArgument', { reason: `part-number-marker is "${text}".` });
  }
  return Number(text);
}
