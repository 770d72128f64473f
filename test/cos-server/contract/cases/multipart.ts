import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { RequestLogEntry } from '../../../../dev/cos-server/log/RequestLog';
import type { CosServer } from '../../../../dev/cos-server/startCosServer';
import type { Case } from '../Case';
import type { ContractClient, Result } from '../ContractClient';
import { refusalOf } from '../refusalOf';

const MB = 1024 * 1024;
const md5 = (bytes: Buffer): string => createHash('md5').update(bytes).digest('hex');

/** Bytes that differ from place to place, so that parts in a wrong order would show. */
function patterned(length: number, seed = 0): Buffer {
  const bytes = Buffer.alloc(length);
  for (let i = 0; i < length; i++) bytes[i] = (i >> 10) + i * 31 + seed;
  return bytes;
}

async function begin(client: ContractClient, Key: string, more: Record<string, unknown> = {}) {
  const begun = await client.call('multipartInit', { Key, ...more });
  const UploadId = String(begun.UploadId);
  return {
    UploadId,
    begun,
    upload: (PartNumber: number, bytes: Buffer, extra: Record<string, unknown> = {}): Promise<Result> =>
      client.call('multipartUpload', { Key, UploadId, PartNumber, Body: client.body(bytes), ...extra }),
    complete: (parts: readonly [number: number, etag: unknown][]): Promise<Result> =>
      client.call('multipartComplete', {
        Key,
        UploadId,
        Parts: parts.map(([PartNumber, ETag]) => ({ PartNumber, ETag })),
      }),
  };
}

/** Runs an upload and tells what the server was asked meanwhile, but for preflights; COS itself tells nobody. */
async function recorded(
  server: CosServer | undefined,
  upload: () => Promise<Result>,
): Promise<{ done: Result; entries: RequestLogEntry[] | undefined }> {
  if (!server) return { done: await upload(), entries: undefined };
  const entries: RequestLogEntry[] = [];
  const end = server.onRequest((entry) => {
    if (entry.operation !== 'OptionsObject') entries.push(entry);
  });
  try {
    return { done: await upload(), entries };
  } finally {
    end();
  }
}

const uploadsBelow = async (client: ContractClient, Prefix: string, more = {}) =>
  (await client.call('multipartList', { Prefix, ...more })) as Result & { Upload: Record<string, string>[] };

export const multipartCases: readonly Case[] = [
  {
    name: 'parts become one object, in the order of their numbers',
    run: async ({ client, prefix, bucket }) => {
      const Key = `${prefix}video & 1.mp4`;
      const whole = patterned(2 * MB + 12_345);
      const { UploadId, begun, upload, complete } = await begin(client, Key, { 'x-cos-meta-note': 'parts' });
      assert.match(UploadId, /^\d{10}[0-9a-f]{64}$/);
      assert.deepEqual([begun.Bucket, begun.Key], [bucket, Key]);
      const slices = [whole.subarray(0, MB), whole.subarray(MB, 2 * MB), whole.subarray(2 * MB)] as const;
      const second = await upload(2, slices[1]);
      const third = await upload(3, slices[2]);
      const first = await upload(1, slices[0]);
      assert.equal(first.ETag, `"${md5(slices[0])}"`);
      assert.equal((await refusalOf(client.call('headObject', { Key }))).status, 404);

      const done = await complete([
        [1, first.ETag],
        [2, second.ETag],
        [3, third.ETag],
      ]);
      assert.match(String(done.ETag), /^"[0-9a-f]{32}-3"$/);
      assert.deepEqual([done.Bucket, done.Key], [bucket, Key]);
      assert.ok((await client.download({ Key })).equals(whole));
      const { headers } = await client.call('headObject', { Key });
      assert.equal(headers.etag, done.ETag);
      assert.equal(headers['content-type'], 'video/mp4');
      assert.equal(headers['x-cos-meta-note'], 'parts');
      // The same bytes in one request have the same checksum.
      const copy = await client.call('putObject', { Key: `${prefix}copy`, Body: client.body(whole) });
      assert.equal(headers['x-cos-hash-crc64ecma'], copy.headers['x-cos-hash-crc64ecma']);
      assert.deepEqual((await uploadsBelow(client, prefix)).Upload, []);
    },
  },
  {
    name: 'a range reaches over the parts',
    run: async ({ client, prefix }) => {
      const Key = `${prefix}range.txt`;
      const text = Buffer.alloc(MB + 10, 'abcdefghij');
      const { upload, complete } = await begin(client, Key);
      const first = await upload(1, text.subarray(0, MB));
      const second = await upload(2, text.subarray(MB));
      await complete([
        [1, first.ETag],
        [2, second.ETag],
      ]);
      const Range = `bytes=${MB - 5}-${MB + 4}`;
      const read = await client.call('getObject', { Key, Headers: { Range } });
      assert.equal(client.text(read), text.subarray(MB - 5, MB + 5).toString());
      assert.equal(read.headers['content-range'], `bytes ${MB - 5}-${MB + 4}/${MB + 10}`);
    },
  },
  {
    name: 'the parts of an upload are listed, page by page',
    run: async ({ client, prefix, bucket }) => {
      const Key = `${prefix}parts.bin`;
      const { UploadId, upload } = await begin(client, Key);
      for (const number of [3, 1, 2]) await upload(number, Buffer.from(`part ${number}`));
      const pages: unknown[] = [];
      let PartNumberMarker = '';
      let truncated = true;
      while (truncated) {
        const page = await client.call('multipartListPart', { Key, UploadId, MaxParts: 2, PartNumberMarker });
        pages.push(
          (page.Part as Record<string, string>[]).map(({ PartNumber, Size, ETag }) => [
            PartNumber,
            Size,
            ETag,
          ]),
        );
        assert.deepEqual([page.Bucket, page.Key, page.UploadId], [bucket, Key, UploadId]);
        truncated = page.IsTruncated === 'true';
        PartNumberMarker = String(page.NextPartNumberMarker);
      }
      const entry = (number: number) => [String(number), '6', `"${md5(Buffer.from(`part ${number}`))}"`];
      assert.deepEqual(pages, [[entry(1), entry(2)], [entry(3)]]);
    },
  },
  {
    name: 'a part that is sent again replaces the earlier one',
    everywhere: true,
    run: async ({ client, prefix }) => {
      const Key = `${prefix}again.txt`;
      const { upload, complete } = await begin(client, Key);
      const old = await upload(1, Buffer.from('old'));
      const fresh = await upload(1, Buffer.from('fresh'));
      assert.equal((await refusalOf(complete([[1, old.ETag]]))).code, 'InvalidPart');
      await complete([[1, fresh.ETag]]);
      assert.equal(client.text(await client.call('getObject', { Key })), 'fresh');
    },
  },
  {
    name: 'what can not be completed is refused with its reason',
    run: async ({ client, prefix }) => {
      const Key = `${prefix}refused.bin`;
      const { upload, complete } = await begin(client, Key);
      const small = await upload(1, Buffer.from('small'));
      const last = await upload(2, Buffer.from('last'));
      const refusals: [parts: [number, unknown][], code: string][] = [
        [
          [
            [1, small.ETag],
            [2, last.ETag],
          ],
          'EntityTooSmall',
        ],
        [
          [
            [2, last.ETag],
            [1, small.ETag],
          ],
          'InvalidPartOrder',
        ],
        [[[7, small.ETag]], 'InvalidPart'],
        [[[1, `"${'0'.repeat(32)}"`]], 'InvalidPart'],
      ];
      for (const [parts, code] of refusals) {
        const refused = await refusalOf(complete(parts));
        assert.deepEqual([refused.status, refused.code], [400, code]);
      }
      assert.equal((await refusalOf(client.call('headObject', { Key }))).status, 404);
    },
  },
  {
    name: 'a part is checked against its Content-MD5 and its number',
    run: async ({ client, prefix }) => {
      const { upload } = await begin(client, `${prefix}checked.bin`);
      const wrong = upload(1, Buffer.from('x'), { ContentMD5: Buffer.alloc(16).toString('base64') });
      assert.equal((await refusalOf(wrong)).code, 'BadDigest');
      assert.equal((await refusalOf(upload(10_001, Buffer.from('x')))).code, 'InvalidArgument');
    },
  },
  {
    name: 'an upload that is not there is NoSuchUpload',
    run: async ({ client, prefix }) => {
      const Key = `${prefix}ended.bin`;
      const { UploadId, upload, complete } = await begin(client, Key);
      const part = await upload(1, Buffer.from('x'));
      const another = client.call('multipartListPart', { Key: `${prefix}another.bin`, UploadId });
      assert.equal((await refusalOf(another)).code, 'NoSuchUpload');
      assert.equal((await client.call('multipartAbort', { Key, UploadId })).statusCode, 204);
      for (const late of [
        () => upload(2, Buffer.from('x')),
        () => complete([[1, part.ETag]]),
        () => client.call('multipartListPart', { Key, UploadId }),
        () => client.call('multipartAbort', { Key, UploadId }),
      ]) {
        const refused = await refusalOf(late());
        assert.deepEqual([refused.status, refused.code], [404, 'NoSuchUpload']);
      }
    },
  },
  {
    name: 'unfinished uploads are listed, page by page and summed up',
    everywhere: true,
    run: async ({ client, prefix }) => {
      const ids = new Map<string, string>();
      for (const name of ['a', 'b/1', 'b/2', 'c']) {
        ids.set(prefix + name, (await begin(client, prefix + name)).UploadId);
      }
      const all = await uploadsBelow(client, prefix);
      assert.deepEqual(
        all.Upload.map(({ Key, UploadId }) => [Key, UploadId]),
        [...ids],
      );
      assert.equal(all.Upload[0]?.StorageClass, 'STANDARD');
      const summed = await uploadsBelow(client, prefix, { Delimiter: '/' });
      assert.deepEqual(
        summed.Upload.map(({ Key }) => Key),
        [`${prefix}a`, `${prefix}c`],
      );
      assert.deepEqual(
        // Of a single one the SDKs make no list.
        [summed.CommonPrefixes].flat().map((each) => (each as { Prefix: string }).Prefix),
        [`${prefix}b/`],
      );
      const first = await uploadsBelow(client, prefix, { MaxUploads: 3 });
      assert.deepEqual([first.Upload.length, first.IsTruncated], [3, 'true']);
      const rest = await uploadsBelow(client, prefix, {
        KeyMarker: first.NextKeyMarker,
        UploadIdMarker: first.NextUploadIdMarker,
      });
      assert.deepEqual(
        rest.Upload.map(({ Key }) => Key),
        [`${prefix}c`],
      );
      for (const [Key, UploadId] of ids) await client.call('multipartAbort', { Key, UploadId });
      assert.deepEqual((await uploadsBelow(client, prefix)).Upload, []);
    },
  },
  {
    name: 'sliceUploadFile sends a large file in parts',
    run: async ({ client, prefix, server }) => {
      const Key = `${prefix}large 视频.mov`;
      const bytes = patterned(2 * MB + 1);
      const progress: number[] = [];
      const file = await client.file(bytes);
      const { done, entries } = await recorded(server, () =>
        client.call('sliceUploadFile', {
          Key,
          ...file,
          ChunkSize: MB,
          CacheControl: 'max-age=60',
          onProgress: ({ loaded }: { loaded: number }) => progress.push(loaded),
        }),
      );
      assert.match(String(done.ETag), /^"[0-9a-f]{32}-3"$/);
      assert.equal(progress.at(-1), bytes.length);
      if (entries) {
        const operations = entries.map(({ operation }) => operation);
        assert.equal(operations.filter((operation) => operation === 'UploadPart').length, 3);
        assert.equal(operations.at(-1), 'CompleteMultipartUpload');
      }
      const { headers } = await client.call('headObject', { Key });
      assert.equal(headers['content-type'], 'video/quicktime');
      assert.equal(headers['cache-control'], 'max-age=60');
      assert.ok((await client.download({ Key })).equals(bytes));
    },
  },
  {
    name: 'sliceUploadFile goes on from the parts that are there',
    run: async ({ client, prefix, server }) => {
      const Key = `${prefix}resumed.mp4`;
      const bytes = patterned(2 * MB + 500_000, 3);
      const { upload, UploadId } = await begin(client, Key);
      await upload(1, bytes.subarray(0, MB));
      const file = await client.file(bytes);
      const { done, entries } = await recorded(server, () =>
        client.call('sliceUploadFile', { Key, ...file, ChunkSize: MB }),
      );
      assert.equal(done.UploadId ?? UploadId, UploadId);
      if (entries) {
        const parts = entries.filter(({ operation }) => operation === 'UploadPart');
        assert.deepEqual(parts.map(({ requestBytes }) => requestBytes).sort(), [MB, 500_000]);
        assert.equal(entries.filter(({ operation }) => operation === 'InitiateMultipartUpload').length, 0);
      }
      assert.ok((await client.download({ Key })).equals(bytes));
    },
  },
  {
    name: 'an upload that was paused goes on',
    needs: ['queue'],
    localOnly: 'the server tells when to pause',
    run: async ({ client, prefix, server }) => {
      const Key = `${prefix}paused.bin`;
      const bytes = patterned(2 * MB + 77, 9);
      const running = client.start('sliceUploadFile', {
        Key,
        ...(await client.file(bytes)),
        ChunkSize: MB,
        AsyncLimit: 1,
      });
      await new Promise<void>((resolve) => {
        const end = server.onRequest(({ operation, key }) => {
          if (operation !== 'UploadPart' || key !== Key) return;
          end();
          resolve();
        });
      });
      running.pause();
      running.restart();
      await running.result;
      assert.ok((await client.download({ Key })).equals(bytes));
    },
  },
  {
    name: 'uploadFile takes the way that fits the size',
    needs: ['queue'],
    run: async ({ client, prefix }) => {
      for (const size of [10, MB + 5]) {
        const Key = `${prefix}${size}.bin`;
        const bytes = patterned(size, size);
        const done = await client.call('uploadFile', { Key, ...(await client.file(bytes)), SliceSize: MB });
        assert.match(String(done.ETag), size > MB ? /-2"$/ : /^"[0-9a-f]{32}"$/);
        assert.ok((await client.download({ Key })).equals(bytes));
      }
    },
  },
  {
    name: 'uploadFiles sends each of its files',
    needs: ['queue'],
    run: async ({ client, prefix, bucket, region }) => {
      const sizes = [0, 10, 5000, MB + 1];
      const files = await Promise.all(
        sizes.map(async (size) => ({
          Bucket: bucket,
          Region: region,
          Key: `${prefix}${size}.bin`,
          ...(await client.file(patterned(size, size))),
        })),
      );
      const { files: results } = await client.call('uploadFiles', { files, SliceSize: MB });
      const errors = (results as { error: unknown }[]).flatMap(({ error }) => error ?? []);
      assert.deepEqual(errors, []);
      for (const size of sizes) {
        assert.ok((await client.download({ Key: `${prefix}${size}.bin` })).equals(patterned(size, size)));
      }
    },
  },
  {
    name: 'abortUploadTask ends all uploads of a key',
    run: async ({ client, prefix }) => {
      const Key = `${prefix}unwanted.bin`;
      for (let i = 0; i < 3; i++) await (await begin(client, Key)).upload(1, Buffer.from('x'));
      await begin(client, `${Key}.other`);
      await client.call('abortUploadTask', { Level: 'file', Key, AsyncLimit: 2 });
      const left = await uploadsBelow(client, prefix);
      assert.deepEqual(
        left.Upload.map((upload) => upload.Key),
        [`${Key}.other`],
      );
    },
  },
  {
    name: 'downloadFile fetches a large file in ranges',
    needs: ['streams'],
    run: async ({ client, prefix }) => {
      const Key = `${prefix}ranges.bin`;
      const bytes = patterned(3 * MB + 3, 5);
      await client.call('putObject', { Key, Body: client.body(bytes) });
      const { FilePath } = await client.file(Buffer.alloc(0));
      await client.call('downloadFile', { Key, FilePath, ChunkSize: MB, ParallelLimit: 2 });
      assert.ok((await readFile(String(FilePath))).equals(bytes));
    },
  },
];
