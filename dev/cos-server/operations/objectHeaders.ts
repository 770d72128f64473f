import { lookup } from 'mime-types';
import { CosError } from '../errors/CosError';
import type { ObjectHeaders, StoredObject } from '../storage/StoredObject';

const kept = new Set([
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
]);

const META = 'x-cos-meta-';

const storageClasses = new Set([
  'STANDARD',
  'STANDARD_IA',
  'INTELLIGENT_TIERING',
  'ARCHIVE',
  'DEEP_ARCHIVE',
  'MAZ_STANDARD',
  'MAZ_STANDARD_IA',
  'MAZ_INTELLIGENT_TIERING',
]);

/**
 * What is kept of the headers, or of the fields of a form, that come with an object. Empty ones are absent.
 *
 * An object without a type gets that of its key's extension, as in COS (doc 14690); the type that a form names
 * for its file does not count.
 */
export function objectHeaders(
  key: string,
  entries: Iterable<readonly [name: string, value: string]>,
): ObjectHeaders {
  const headers: Record<string, string> = {};
  for (const [name, value] of entries) {
    const lower = name.toLowerCase();
    if (value === '' || !(kept.has(lower) || lower.startsWith(META))) continue;
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(lower) || !/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) {
      throw new CosError('InvalidArgument', { reason: `"${name}" can't be kept: it is not a valid header.` });
    }
    headers[lower] = value;
  }
  headers['content-type'] ??= lookup(key) || 'application/octet-stream';
  return headers;
}

/** Throws `NotSupportedStorageClass` for one that COS does not have. */
export function storageClass(value: string | undefined): string {
  const name = value?.toUpperCase() ?? 'STANDARD';
  if (!storageClasses.has(name)) {
    throw new CosError('NotSupportedStorageClass', { reason: `There is no storage class "${name}".` });
  }
  return name;
}

/** The headers that describe an object in answers to GET and HEAD. */
export function describeObject(object: StoredObject): Record<string, string> {
  return {
    ...object.headers,
    ETag: `"${object.etag}"`,
    'Last-Modified': new Date(object.lastModified).toUTCString(),
    'Accept-Ranges': 'bytes',
    'x-cos-hash-crc64ecma': object.crc64,
    // COS leaves it out for the standard class.
    ...(object.storageClass !== 'STANDARD' && { 'x-cos-storage-class': object.storageClass }),
  };
}
