import { type ByteRange, byteRange } from '../../http/byteRange';
import { CosError } from '../errors/CosError';
import type { CosRequest } from '../http/CosRequest';
import type { Reply } from '../http/Reply';
import { findImageOperations } from '../images/ImageOperations';
import type { StoredObject } from '../storage/StoredObject';
import { restorationHeaders } from './archive';
import { checkConditions } from './conditions';
import { findObject, findReadable } from './findObject';
import { describeObject } from './objectHeaders';
import { processedImage } from './processedImage';
import type { Service } from './Service';

/** Parameters that replace headers of the answer, and which. */
const overrides = {
  'response-content-type': 'content-type',
  'response-content-language': 'content-language',
  'response-expires': 'expires',
  'response-cache-control': 'cache-control',
  'response-content-disposition': 'content-disposition',
  'response-content-encoding': 'content-encoding',
} as const;

export async function getObject(service: Service, request: CosRequest): Promise<Reply> {
  const object = findReadable(service, request);
  const headers = { ...describeObject(object), ...overridden(request), ...attachment(service) };
  if (isNotModified(object, request)) return { status: 304, headers: withoutEntity(headers) };
  const operations = findImageOperations(request.query);
  if (operations) return processedImage(service, object, operations, headers);

  const range = requestedRange(request, object);
  const first = range?.first ?? 0;
  const last = range?.last ?? object.size - 1;
  const { contents } = service.storage;
  return {
    status: range ? 206 : 200,
    headers: range ? { ...headers, 'Content-Range': `bytes ${first}-${last}/${object.size}` } : headers,
    body: {
      kind: 'stream',
      length: last - first + 1,
      release: contents.hold(object.contents),
      chunks: contents.read(object.contents, first, last),
    },
  };
}

export async function headObject(service: Service, request: CosRequest): Promise<Reply> {
  const object = findObject(service, request);
  // What can't be made can't be described either. What can is described as it is stored: not documented.
  findImageOperations(request.query);
  const headers = { ...describeObject(object), ...restorationHeaders(object, service.now()) };
  if (isNotModified(object, request)) return { status: 304, headers: withoutEntity(headers) };
  return { status: 200, headers: { ...headers, 'Content-Length': String(object.size) } };
}

function isNotModified(object: StoredObject, { headers }: CosRequest): boolean {
  const outcome = checkConditions(object, {
    ifMatch: headers.get('if-match'),
    ifNoneMatch: headers.get('if-none-match'),
    ifModifiedSince: headers.get('if-modified-since'),
    ifUnmodifiedSince: headers.get('if-unmodified-since'),
  });
  return outcome === 'not-modified';
}

/** Throws `InvalidRange` when no byte of the object is in it. */
function requestedRange({ headers }: CosRequest, { size }: StoredObject): ByteRange | undefined {
  const header = headers.get('range');
  const range = byteRange(header, size);
  if (range !== 'unsatisfiable') return range;
  throw new CosError('InvalidRange', {
    reason: `${header} of an object of ${size} bytes.`,
    headers: { 'Content-Range': `bytes */${size}` },
  });
}

function overridden({ query }: CosRequest): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [parameter, header] of Object.entries(overrides)) {
    const value = query.get(parameter);
    if (!value) continue;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: a line break would make another header.
    if (/[\u0000-\u0008\u000a-\u001f\u007f]/.test(value)) {
      throw new CosError('InvalidArgument', { reason: `${parameter} holds a control character.` });
    }
    headers[header] = Buffer.from(value, 'utf8').toString('latin1');
  }
  return headers;
}

/** On COS's own domains; every host of this server counts as one of them. */
function attachment({ createdSince2024 }: Service): Record<string, string> {
  return createdSince2024 ? { 'x-cos-force-download': 'true', 'content-disposition': 'attachment' } : {};
}

function withoutEntity({
  'content-type': _type,
  ...headers
}: Record<string, string>): Record<string, string> {
  return headers;
}
