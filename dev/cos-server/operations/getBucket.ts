import type { CosRequest } from '../http/CosRequest';
import type { Reply } from '../http/Reply';
import type { StoredObject } from '../storage/StoredObject';
import type { XmlElement } from '../xml/writeXml';
import { delimiterOf, keyWriter, limitOf, listPage } from './listPage';
import type { Service } from './Service';

/** A list of objects, version 1 (doc 7734). */
export async function getBucket(service: Service, { query }: CosRequest): Promise<Reply> {
  const { bucket, storage } = service;
  const write = keyWriter(query);
  const prefix = query.get('prefix') ?? '';
  const marker = query.get('marker') ?? '';
  const delimiter = delimiterOf(query);
  const limit = limitOf(query, 'max-keys');
  const page = listPage(storage.objects.index, { prefix, marker, delimiter, limit });
  const contents = page.keys.flatMap((key) => storage.objects.get(key) ?? []);
  const elements: XmlElement[] = [
    ['Name', bucket.name],
    ...optional('EncodingType', query.get('encoding-type') || undefined),
    ['Prefix', write(prefix)],
    ['Marker', write(marker)],
    ['MaxKeys', String(limit)],
    ...optional('Delimiter', delimiter && write(delimiter)),
    ['IsTruncated', String(page.nextMarker !== undefined)],
    ...optional('NextMarker', page.nextMarker && write(page.nextMarker)),
    ...page.commonPrefixes.map((common): XmlElement => ['CommonPrefixes', [['Prefix', write(common)]]]),
    ...contents.map((object) => contentsElement(object, bucket.appId, write)),
  ];
  return {
    status: 200,
    headers: { 'x-cos-bucket-region': bucket.region },
    body: { kind: 'xml', root: ['ListBucketResult', elements] },
  };
}

export async function headBucket({ bucket }: Service): Promise<Reply> {
  return { status: 200, headers: { 'x-cos-bucket-region': bucket.region } };
}

/** An element that is left out when it has no text. */
export function optional(name: string, text: string | undefined): XmlElement[] {
  return text === undefined ? [] : [[name, text]];
}

/** Times in lists: ISO 8601 with no milliseconds but `.000` (doc 7734). @param time ms */
export function listTime(time: number): string {
  return new Date(Math.floor(time / 1000) * 1000).toISOString();
}

function contentsElement(object: StoredObject, appId: string, write: (key: string) => string): XmlElement {
  return [
    'Contents',
    [
      ['Key', write(object.key)],
      ['LastModified', listTime(object.lastModified)],
      ['ETag', `"${object.etag}"`],
      ['Size', String(object.size)],
      [
        'Owner',
        [
          ['ID', appId],
          ['DisplayName', appId],
        ],
      ],
      ['StorageClass', object.storageClass],
    ],
  ];
}
