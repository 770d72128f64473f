import assert from 'node:assert/strict';
import type { Case, Trial } from '../Case';
import { refusalOf } from '../refusalOf';

/** As the SDKs take it: the domain of the bucket and the encoded key. */
const sourceOf = ({ bucket, region }: Trial, key: string): string =>
  `${bucket}.cos.${region}.myqcloud.com/${key.split('/').map(encodeURIComponent).join('/')}`;

export const copyCases: readonly Case[] = [
  {
    name: 'a copy has the content and the metadata of its source',
    everywhere: true,
    run: async (trial) => {
      const { client, prefix } = trial;
      const source = `${prefix}原图 & 1.jpg`;
      const { ETag, headers } = await client.call('putObject', {
        Key: source,
        Body: 'source',
        ContentType: 'image/x-source',
        'x-cos-meta-note': 'kept',
      });
      const Key = `${prefix}copy.bin`;
      const copied = await client.call('putObjectCopy', { Key, CopySource: sourceOf(trial, source) });
      assert.equal(copied.ETag, ETag);
      assert.match(String(copied.LastModified), /^\d{4}-\d\d-\d\dT/);
      const read = await client.call('getObject', { Key });
      assert.equal(client.text(read), 'source');
      assert.equal(read.headers['x-cos-meta-note'], 'kept');
      assert.equal(read.headers['content-type'], 'image/x-source');
      assert.equal(read.headers['x-cos-hash-crc64ecma'], headers['x-cos-hash-crc64ecma']);
      await client.call('deleteObject', { Key: source });
      assert.equal(client.text(await client.call('getObject', { Key })), 'source');
    },
  },
  {
    name: 'a copy can replace the metadata, also of the object itself',
    run: async (trial) => {
      const { client, prefix } = trial;
      const Key = `${prefix}self.txt`;
      await client.call('putObject', { Key, Body: 'self', 'x-cos-meta-note': 'old' });
      const onto = { Key, CopySource: sourceOf(trial, Key) };
      assert.equal((await refusalOf(client.call('putObjectCopy', onto))).code, 'InvalidRequest');
      await client.call('putObjectCopy', {
        ...onto,
        MetadataDirective: 'Replaced',
        ContentType: 'text/x-new',
        'x-cos-meta-note': 'new',
      });
      const read = await client.call('getObject', { Key });
      assert.equal(client.text(read), 'self');
      assert.equal(read.headers['x-cos-meta-note'], 'new');
      assert.match(read.headers['content-type'] ?? '', /^text\/x-new/);
    },
  },
  {
    name: 'a copy checks the conditions on its source, and that it is there',
    run: async (trial) => {
      const { client, prefix } = trial;
      const source = `${prefix}source.txt`;
      await client.call('putObject', { Key: source, Body: 'x' });
      const copy = (from: string, Headers: Record<string, string> = {}) =>
        client.call('putObjectCopy', { Key: `${prefix}target`, CopySource: sourceOf(trial, from), Headers });
      const unmatched = copy(source, { 'x-cos-copy-source-If-Match': '"other"' });
      assert.equal((await refusalOf(unmatched)).status, 412);
      assert.equal((await refusalOf(copy(`${prefix}missing`))).status, 404);
      assert.equal((await refusalOf(client.call('headObject', { Key: `${prefix}target` }))).status, 404);
    },
  },
  {
    name: 'a copy needs the right to read its source',
    run: async (trial) => {
      const { client, connect, prefix, issue, below } = trial;
      await client.call('putObject', { Key: `${prefix}secret`, Body: 'x' });
      const writer = connect({
        kind: 'temporary',
        key: await issue([
          { effect: 'allow', action: 'name/cos:PutObject', resource: below(prefix) },
          { effect: 'allow', action: 'name/cos:GetObject', resource: below(`${prefix}open`) },
        ]),
      });
      const copy = (from: string) =>
        writer.call('putObjectCopy', { Key: `${prefix}target`, CopySource: sourceOf(trial, prefix + from) });
      assert.equal((await refusalOf(copy('secret'))).code, 'AccessDenied');
      await client.call('putObject', { Key: `${prefix}open`, Body: 'x' });
      assert.equal((await copy('open')).statusCode, 200);
    },
  },
  {
    name: 'sliceCopyFile copies a large object in parts',
    run: async (trial) => {
      const { client, prefix } = trial;
      const bytes = Buffer.alloc(2 * 1024 * 1024 + 5, 'abcdefg');
      const source = `${prefix}large & 源`;
      await client.call('putObject', { Key: source, Body: client.body(bytes) });
      const Key = `${prefix}target`;
      const parts = { CopySliceSize: 1024 * 1024, CopyChunkSize: 1024 * 1024 };
      const copied = await client.call('sliceCopyFile', {
        Key,
        CopySource: sourceOf(trial, source),
        ...parts,
      });
      assert.match(String(copied.ETag), /-3"$/);
      assert.ok((await client.download({ Key })).equals(bytes));
    },
  },
  {
    name: 'sliceCopyFile copies what fits one request',
    run: async (trial) => {
      const { client, prefix } = trial;
      await client.call('putObject', { Key: `${prefix}source`, Body: 'small' });
      const Key = `${prefix}target`;
      await client.call('sliceCopyFile', { Key, CopySource: sourceOf(trial, `${prefix}source`) });
      assert.equal(client.text(await client.call('getObject', { Key })), 'small');
    },
  },
];
