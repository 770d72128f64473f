import assert from 'node:assert/strict';
import type { Case, Trial } from '../Case';
import type { Result } from '../ContractClient';
import { refusalOf } from '../refusalOf';

const keysOf = ({ Contents }: Result): string[] => (Contents as { Key: string }[]).map(({ Key }) => Key);
const prefixesOf = ({ CommonPrefixes }: Result): string[] =>
  (CommonPrefixes as { Prefix: string }[]).map(({ Prefix }) => Prefix);

const appIdOf = (bucket: string): string => bucket.slice(bucket.lastIndexOf('-') + 1);

async function fill({ client, prefix }: Trial, names: readonly string[]): Promise<void> {
  for (const name of names) await client.call('putObject', { Key: prefix + name, Body: name });
}

export const listingCases: readonly Case[] = [
  {
    name: 'a list tells of each object what COS tells',
    run: async ({ client, prefix, bucket }) => {
      const appId = appIdOf(bucket);
      const Key = `${prefix}one.txt`;
      const { ETag } = await client.call('putObject', { Key, Body: 'four' });
      const list = await client.call('getBucket', { Prefix: prefix });
      assert.equal(list.Name, bucket);
      assert.equal(list.Prefix, prefix);
      assert.equal(list.MaxKeys, '1000');
      assert.equal(list.IsTruncated, 'false');
      assert.equal(list.NextMarker, undefined);
      assert.equal(list.Delimiter, undefined);
      assert.equal(list.EncodingType, undefined);
      const [entry] = list.Contents as Record<string, unknown>[];
      const { LastModified, ...rest } = entry ?? {};
      assert.deepEqual(rest, {
        Key,
        ETag,
        Size: '4',
        Owner: { ID: appId, DisplayName: appId },
        StorageClass: 'STANDARD',
      });
      assert.match(String(LastModified), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/);
    },
  },
  {
    name: 'keys come in the order of their UTF-8 bytes',
    run: async (trial) => {
      // UTF-16 has the emoji before U+FF01, and letters of any case together are no order of bytes either.
      const ordered = ['A', 'B', 'a', 'b', 'é', '中', '！', '🙂'];
      await fill(trial, [...ordered].reverse());
      const list = await trial.client.call('getBucket', { Prefix: trial.prefix });
      assert.deepEqual(
        keysOf(list),
        ordered.map((name) => trial.prefix + name),
      );
    },
  },
  {
    name: 'a delimiter sums up what lies below it',
    everywhere: true,
    run: async (trial) => {
      const { client, prefix } = trial;
      await fill(trial, ['a.txt', 'b/1', 'b/2/3', 'c/1', 'd.txt']);
      const list = await client.call('getBucket', { Prefix: prefix, Delimiter: '/' });
      assert.deepEqual(keysOf(list), [`${prefix}a.txt`, `${prefix}d.txt`]);
      assert.deepEqual(prefixesOf(list), [`${prefix}b/`, `${prefix}c/`]);
      assert.equal(list.Delimiter, '/');
      const below = await client.call('getBucket', { Prefix: `${prefix}b/`, Delimiter: '/' });
      assert.deepEqual([keysOf(below), prefixesOf(below)], [[`${prefix}b/1`], [`${prefix}b/2/`]]);
      const other = await client.call('getBucket', { Prefix: prefix, Delimiter: '2' });
      assert.deepEqual(prefixesOf(other), [`${prefix}b/2`]);
      const refused = await refusalOf(client.call('getBucket', { Prefix: prefix, Delimiter: '//' }));
      assert.deepEqual([refused.status, refused.code], [400, 'InvalidDelimiter']);
    },
  },
  {
    name: 'pages follow each other without a gap and without a repetition',
    run: async (trial) => {
      const { client, prefix } = trial;
      await fill(trial, ['a', 'b/1', 'b/2', 'c', 'd/1', 'e']);
      const pages: string[][] = [];
      let Marker = '';
      let truncated = true;
      while (truncated) {
        const page = await client.call('getBucket', { Prefix: prefix, Delimiter: '/', MaxKeys: 2, Marker });
        assert.equal(page.MaxKeys, '2');
        assert.equal(page.Marker, Marker);
        const entries = [...keysOf(page), ...prefixesOf(page)].sort();
        pages.push(entries.map((entry) => entry.slice(prefix.length)));
        truncated = page.IsTruncated === 'true';
        if (truncated) assert.equal(page.NextMarker, entries.at(-1));
        Marker = String(page.NextMarker);
      }
      assert.deepEqual(pages, [['a', 'b/'], ['c', 'd/'], ['e']]);
    },
  },
  {
    name: 'a marker is exclusive and needs no object of its name',
    run: async (trial) => {
      const { client, prefix } = trial;
      await fill(trial, ['a', 'b', 'c']);
      for (const [marker, rest] of [
        ['a', ['b', 'c']],
        ['aa', ['b', 'c']],
        ['c', []],
      ] as const) {
        const list = await client.call('getBucket', { Prefix: prefix, Marker: prefix + marker });
        assert.deepEqual(
          keysOf(list),
          rest.map((name) => prefix + name),
        );
      }
    },
  },
  {
    name: 'encoding-type=url encodes all but the slash',
    run: async (trial) => {
      const { client, prefix } = trial;
      await fill(trial, ['照片/a b.jpg', "it's+1&2.txt"]);
      const list = await client.call('getBucket', { Prefix: prefix, EncodingType: 'url' });
      assert.equal(list.EncodingType, 'url');
      assert.deepEqual(keysOf(list), [
        `${prefix}it%27s%2B1%262.txt`,
        `${prefix}%E7%85%A7%E7%89%87/a%20b.jpg`,
      ]);
    },
  },
  {
    name: 'keys with what XML reserves come back as they are',
    run: async (trial) => {
      const names = ['"quoted"', '<tag>', 'a & b', 'x&amp;y'];
      await fill(trial, names);
      assert.deepEqual(
        keysOf(await trial.client.call('getBucket', { Prefix: trial.prefix })),
        names.map((name) => trial.prefix + name),
      );
    },
  },
  {
    name: 'an empty list is a list',
    run: async ({ client, prefix }) => {
      const list = await client.call('getBucket', { Prefix: prefix, Delimiter: '/' });
      assert.deepEqual([list.Contents, list.CommonPrefixes, list.IsTruncated], [[], [], 'false']);
    },
  },
  {
    name: 'the bucket is there',
    everywhere: true,
    run: async ({ connect, owner: key }) => {
      const owner = connect({ kind: 'permanent', key });
      assert.equal((await owner.call('headBucket')).statusCode, 200);
    },
  },
  {
    name: 'another bucket or region is NoSuchBucket',
    everywhere: true,
    needs: ['no-cors'],
    where: ({ addressing }) => addressing !== 'bare host',
    run: async ({ connect, owner: key, bucket, region }) => {
      const owner = connect({ kind: 'permanent', key });
      const elsewhere = { Bucket: `no-such-bucket-anywhere-${appIdOf(bucket)}`, Region: region };
      const refused = await refusalOf(owner.call('getBucket', elsewhere));
      assert.deepEqual([refused.status, refused.code], [404, 'NoSuchBucket']);
      assert.equal((await refusalOf(owner.call('headBucket', elsewhere))).status, 404);
    },
  },
  {
    name: 'no bucket can be made, of whatever name',
    everywhere: true,
    needs: ['no-cors'],
    localOnly: 'COS would make it',
    run: async ({ connect, owner: key, bucket }) => {
      const owner = connect({ kind: 'permanent', key });
      for (const Bucket of ['otherbucket-1250000000', bucket]) {
        const refused = await refusalOf(owner.call('putBucket', { Bucket }));
        assert.deepEqual([refused.status, refused.code], [501, 'NotImplemented'], Bucket);
      }
    },
  },
  {
    name: 'many objects are deleted at once, and those that are missing count as deleted',
    everywhere: true,
    run: async (trial) => {
      const { client, prefix } = trial;
      const names = ['a', '中文 & more.txt', 'kept'];
      await fill(trial, names);
      const gone = ['a', '中文 & more.txt', 'never there'].map((name) => ({ Key: prefix + name }));
      const result = await client.call('deleteMultipleObject', { Objects: gone });
      assert.deepEqual(
        (result.Deleted as { Key: string }[]).map(({ Key }) => ({ Key })),
        gone,
      );
      assert.deepEqual(result.Error, []);
      assert.deepEqual(keysOf(await client.call('getBucket', { Prefix: prefix })), [`${prefix}kept`]);
      const quiet = await client.call('deleteMultipleObject', {
        Objects: [{ Key: `${prefix}kept` }],
        Quiet: true,
      });
      assert.deepEqual([quiet.Deleted, quiet.Error], [[], []]);
      assert.deepEqual(keysOf(await client.call('getBucket', { Prefix: prefix })), []);
    },
  },
  {
    name: 'a key in a list to delete may hold what XML reserves',
    needs: ['escaped-lists'],
    run: async (trial) => {
      const { client, prefix } = trial;
      const names = ['<a>', ']]>', '"b"', "'c'", 'x&amp;y'];
      await fill(trial, names);
      await client.call('deleteMultipleObject', { Objects: names.map((name) => ({ Key: prefix + name })) });
      assert.deepEqual(keysOf(await client.call('getBucket', { Prefix: prefix })), []);
    },
  },
];
