import { askCos, elementOf } from './askCos';
import type { Cloud } from './Cloud';

interface ListedBucket {
  readonly name: string;
  readonly region: string;
  /** ISO 8601. */
  readonly created: string;
}

/** The buckets of the account; undefined when the key may not list them, which the Mini Program does not need. */
export async function listBuckets({ place, owner }: Cloud): Promise<readonly ListedBucket[] | undefined> {
  const { status, body } = await askCos({ method: 'GET', url: place.service, by: owner }).catch(() => nobody);
  const text = body.toString();
  if (status !== 200 || !text.includes('<ListAllMyBucketsResult')) return undefined;
  return [...text.matchAll(/<Bucket>(.*?)<\/Bucket>/gs)].map(([, bucket = '']) => ({
    name: elementOf(bucket, 'Name') ?? '',
    region: elementOf(bucket, 'Location') ?? '',
    created: elementOf(bucket, 'CreationDate') ?? '',
  }));
}

const nobody = { status: 0, body: Buffer.alloc(0) };
