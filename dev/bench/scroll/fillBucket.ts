import sharp from 'sharp';
import { openStorage } from '../../cos-server/storage/Storage';
import { account } from '../../local-cloud/account';

const HOUR = 3_600_000;
/** As the template's keys: the newest first. */
const LAST_MOMENT = 9_999_999_999_999;

/**
 * Puts so many pictures of the developer's into the folder of a COS server that does not run yet, fifty a day. They share one
 * file: to a list and to a screen each is one of its own.
 */
export async function fillBucket(dataDir: string, count: number): Promise<void> {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
  const picture = await sharp({
    create: { width: 480, height: 480, channels: 3, background: '#7fb2e5', noise },
  })
    .jpeg({ quality: 60 })
    .toBuffer();
  const storage = await openStorage(dataDir, account.bucket);
  try {
    const { id, size, md5, crc64 } = await storage.contents.receive(one(picture));
    const now = Date.now();
    const put = async (index: number): Promise<void> => {
      const time = now - HOUR - Math.floor(index * 0.48 * HOUR);
      await storage.objects.put(
        {
          key: `users/${account.openId}/${LAST_MOMENT - time}-IMG_${index}.jpg`,
          size,
          etag: md5.toString('hex'),
          crc64: crc64.toString(),
          lastModified: time,
          storageClass: 'STANDARD',
          acl: 'default',
          headers: { 'content-type': 'image/jpeg' },
          contents: [{ id, size }],
        },
        { forbidOverwrite: false },
      );
    };
    for (let first = 0; first < count; first += 100) {
      const indices = Array.from({ length: Math.min(100, count - first) }, (_, index) => first + index);
      await Promise.all(indices.map(put));
    }
  } finally {
    await storage.close();
  }
}

async function* one(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
