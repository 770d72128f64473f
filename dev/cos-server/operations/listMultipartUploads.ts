import type { CosRequest } from '../http/CosRequest';
import type { Reply } from '../http/Reply';
import { compareKeys } from '../storage/KeyIndex';
import type { Upload } from '../storage/UploadStore';
import type { XmlElement } from '../xml/writeXml';
import { listTime, optional } from './getBucket';
import { commonPrefix, delimiterOf, keyWriter, limitOf } from './listPage';
import type { Service } from './Service';

/** An entry of the list: an upload, or the common prefix that stands for several. */
type Entry = { kind: 'upload'; upload: Upload } | { kind: 'prefix'; prefix: string };

/** The unfinished uploads (doc 7736). */
export async function listMultipartUploads(service: Service, { query }: CosRequest): Promise<Reply> {
  const { bucket, storage } = service;
  const write = keyWriter(query);
  const prefix = query.get('prefix') ?? '';
  const delimiter = delimiterOf(query);
  const keyMarker = query.get('key-marker') ?? '';
  const idMarker = query.get('upload-id-marker') ?? '';
  const limit = limitOf(query, 'max-uploads');

  const uploads = storage.uploads
    .all()
    .filter(({ key }) => key.startsWith(prefix))
    .filter((upload) => isAfter(upload, keyMarker, idMarker))
    .filter(({ key }) => keyMarker === '' || commonPrefix(key, prefix, delimiter) !== keyMarker)
    .sort((a, b) => compareKeys(a.key, b.key) || compareKeys(a.id, b.id));
  const entries = sumUp(uploads, prefix, delimiter);
  const page = entries.slice(0, limit);
  const last = page.length < entries.length ? page.at(-1) : undefined;

  const elements: XmlElement[] = [
    ['Bucket', bucket.name],
    ...optional('Encoding-Type', query.get('encoding-type') || undefined),
    ['KeyMarker', write(keyMarker)],
    ['UploadIdMarker', idMarker],
    ...optional('NextKeyMarker', last && write(last.kind === 'upload' ? last.upload.key : last.prefix)),
    ...optional('NextUploadIdMarker', last?.kind === 'upload' ? last.upload.id : undefined),
    ['MaxUploads', String(limit)],
    ['IsTruncated', String(last !== undefined)],
    ['Prefix', write(prefix)],
    ...optional('Delimiter', delimiter && write(delimiter)),
    ...page.map((entry) => entryElement(entry, bucket.appId, write)),
  ];
  return { status: 200, body: { kind: 'xml', root: ['ListMultipartUploadsResult', elements] } };
}

/** Without a marker for ids the key of the marker is over; with one its later uploads are still to come. */
function isAfter({ key, id }: Upload, keyMarker: string, idMarker: string): boolean {
  if (keyMarker === '') return true;
  const order = compareKeys(key, keyMarker);
  return order > 0 || (order === 0 && idMarker !== '' && compareKeys(id, idMarker) > 0);
}

function sumUp(uploads: readonly Upload[], prefix: string, delimiter: string | undefined): Entry[] {
  const entries: Entry[] = [];
  const seen = new Set<string>();
  for (const upload of uploads) {
    const common = commonPrefix(upload.key, prefix, delimiter);
    if (common === undefined) {
      entries.push({ kind: 'upload', upload });
    } else if (!seen.has(common)) {
      seen.add(common);
      entries.push({ kind: 'prefix', prefix: common });
    }
  }
  return entries;
}

function entryElement(entry: Entry, appId: string, write: (key: string) => string): XmlElement {
  if (entry.kind === 'prefix') return ['CommonPrefixes', [['Prefix', write(entry.prefix)]]];
  const { key, id, storageClass, initiated } = entry.upload;
  const owner: XmlElement[] = [
    ['ID', appId],
    ['DisplayName', appId],
  ];
  return [
    'Upload',
    [
      ['Key', write(key)],
      ['UploadId', id],
      ['Initiator', owner],
      ['Owner', owner],
      ['StorageClass', storageClass],
      ['Initiated', listTime(initiated)],
    ],
  ];
}
