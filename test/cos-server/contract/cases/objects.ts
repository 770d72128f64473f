import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import type { Case } from '../Case';
import { refusalOf } from '../refusalOf';

const md5 = (bytes: Buffer | string): Buffer => createHash('md5').update(bytes).digest();
const quotedMd5 = (bytes: Buffer | string): string => `"${md5(bytes).toString('hex')}"`;

const everyByte = Buffer.from(Array.from({ length: 70_000 }, (_, index) => (index * 7) % 256));

export const objectCases: readonly Case[] = [
  {
    name: 'an object has the ETag and the checksum that COS documents for its content',
    everywhere: true,
    run: async ({ client, prefix }) => {
      const Key = `${prefix}documented.txt`;
      // The content, MD5 and CRC-64 in the example of PUT Object.
      const put = await client.call('putObject', { Key, Body: '[Object Content]' });
      assert.equal(put.statusCode, 200);
      assert.equal(put.ETag, '"ee8de918d05640145b18f70f4c3aa602"');
      assert.equal(put.headers['x-cos-hash-crc64ecma'], '16749565679157681890');
      const head = await client.call('headObject', { Key });
      assert.equal(head.headers.etag, put.ETag);
      assert.equal(head.headers['x-cos-hash-crc64ecma'], '16749565679157681890');
    },
  },
  {
    name: 'bytes of every value come back as they were',
    run: async ({ client, prefix }) => {
      const Key = `${prefix}bytes.bin`;
      const put = await client.call('putObject', { Key, Body: client.body(everyByte) });
      assert.equal(put.ETag, quotedMd5(everyByte));
      assert.ok((await client.download({ Key })).equals(everyByte));
      const head = await client.call('headObject', { Key });
      assert.equal(head.headers['content-length'], '70000');
    },
  },
  {
    name: 'an object may be empty',
    run: async ({ client, prefix }) => {
      const Key = `${prefix}empty.txt`;
      const put = await client.call('putObject', { Key, Body: '' });
      assert.equal(put.ETag, '"d41d8cd98f00b204e9800998ecf8427e"');
      assert.equal((await client.call('headObject', { Key })).headers['content-length'], '0');
      assert.equal((await client.download({ Key })).length, 0);
    },
  },
  {
    name: 'without a Content-Type the type comes from the key',
    run: async ({ client, prefix }) => {
      for (const [name, type] of [
        ['1.zip', /^application\/zip$/],
        ['照片.jpg', /^image\/jpeg$/],
        ['none', /^application\/octet-stream$/],
      ] as const) {
        await client.call('putObject', { Key: prefix + name, Body: client.body(Buffer.from('x')) });
        const { headers } = await client.call('headObject', { Key: prefix + name });
        assert.match(headers['content-type'] ?? '', type);
      }
    },
  },
  {
    name: 'headers and metadata are kept and sent back',
    run: async ({ client, prefix }) => {
      const Key = `${prefix}kept.bin`;
      const note = encodeURIComponent('旅行 & more');
      await client.call('putObject', {
        Key,
        Body: 'kept',
        ContentType: 'text/x-kept',
        CacheControl: 'max-age=7200',
        'x-cos-meta-note': note,
      });
      for (const operation of ['headObject', 'getObject']) {
        const { headers } = await client.call(operation, { Key });
        assert.match(headers['content-type'] ?? '', /^text\/x-kept/);
        assert.equal(headers['cache-control'], 'max-age=7200');
        assert.equal(headers['x-cos-meta-note'], note);
      }
    },
  },
  {
    name: 'a Content-Disposition is kept and sent back',
    bucket: 'older',
    run: async ({ client, prefix }) => {
      const Key = `${prefix}named.bin`;
      const ContentDisposition = 'attachment; filename="kept.bin"';
      await client.call('putObject', { Key, Body: 'kept', ContentDisposition });
      for (const operation of ['headObject', 'getObject']) {
        const { headers } = await client.call(operation, { Key });
        assert.equal(headers['content-disposition'], ContentDisposition);
      }
    },
  },
  {
    name: 'a second upload replaces content and metadata',
    run: async ({ client, prefix }) => {
      const Key = `${prefix}replaced.txt`;
      await client.call('putObject', { Key, Body: 'first', 'x-cos-meta-note': 'first' });
      await client.call('putObject', { Key, Body: 'second one' });
      const read = await client.call('getObject', { Key });
      assert.equal(client.text(read), 'second one');
      assert.equal(read.headers['x-cos-meta-note'], undefined);
    },
  },
  {
    name: 'a range has its bytes, both ends included',
    run: async ({ client, prefix }) => {
      const Key = `${prefix}range.txt`;
      await client.call('putObject', { Key, Body: '0123456789' });
      for (const [Range, text, contentRange] of [
        ['bytes=0-0', '0', 'bytes 0-0/10'],
        ['bytes=2-5', '2345', 'bytes 2-5/10'],
        ['bytes=7-', '789', 'bytes 7-9/10'],
        ['bytes=-3', '789', 'bytes 7-9/10'],
        ['bytes=8-99', '89', 'bytes 8-9/10'],
      ] as const) {
        const part = await client.call('getObject', { Key, Headers: { Range } });
        assert.equal(client.text(part), text, Range);
        assert.equal(part.statusCode, 206, Range);
        assert.equal(part.headers['content-range'], contentRange, Range);
        assert.equal(part.headers['content-length'], String(text.length), Range);
      }
      const beyond = await refusalOf(client.call('getObject', { Key, Headers: { Range: 'bytes=10-' } }));
      assert.deepEqual([beyond.status, beyond.code], [416, 'InvalidRange']);
    },
  },
  {
    name: 'conditions are checked',
    run: async ({ client, prefix }) => {
      const Key = `${prefix}conditions.txt`;
      const { ETag } = await client.call('putObject', { Key, Body: 'same' });
      const { headers } = await client.call('headObject', { Key });
      const lastModified = headers['last-modified'] ?? '';
      const get = (conditions: Record<string, unknown>) =>
        client.call('getObject', { Key, Headers: conditions });
      assert.equal(client.text(await get({ 'If-Match': ETag })), 'same');
      assert.equal((await refusalOf(get({ 'If-Match': '"other"' }))).status, 412);
      assert.equal((await refusalOf(get({ 'If-None-Match': ETag }))).status, 304);
      assert.equal(client.text(await get({ 'If-None-Match': '"other"' })), 'same');
      assert.equal((await refusalOf(get({ 'If-Unmodified-Since': new Date(0).toUTCString() }))).status, 412);
      // The SDKs make a result of this one.
      assert.equal((await get({ 'If-Modified-Since': lastModified })).NotModified, true);
    },
  },
  {
    name: 'a missing object is NoSuchKey',
    run: async ({ client, prefix }) => {
      const Key = `${prefix}nothing.txt`;
      assert.deepEqual(await refusalOf(client.call('getObject', { Key })), {
        status: 404,
        code: 'NoSuchKey',
        message: 'The specified key does not exist.',
      });
      assert.equal((await refusalOf(client.call('headObject', { Key }))).status, 404);
    },
  },
  {
    name: 'a deleted object is gone, and to delete it again is no error',
    run: async ({ client, prefix }) => {
      const Key = `${prefix}deleted.txt`;
      await client.call('putObject', { Key, Body: 'x' });
      assert.equal((await client.call('deleteObject', { Key })).statusCode, 204);
      assert.equal((await refusalOf(client.call('getObject', { Key }))).code, 'NoSuchKey');
      assert.deepEqual((await client.call('getBucket', { Prefix: Key })).Contents, []);
      assert.equal((await client.call('deleteObject', { Key })).statusCode, 204);
    },
  },
  {
    name: 'Content-MD5 is checked before anything is stored',
    run: async ({ client, prefix }) => {
      const Key = `${prefix}digest.txt`;
      const put = (contentMd5: string) =>
        client.call('putObject', { Key, Body: '中文', ContentMD5: contentMd5 });
      assert.equal((await refusalOf(put(md5('other').toString('base64')))).code, 'BadDigest');
      assert.equal((await refusalOf(put('bm90IDE2IGJ5dGVz'))).code, 'InvalidDigest');
      assert.equal((await refusalOf(client.call('headObject', { Key }))).status, 404);
      assert.equal((await put(md5('中文').toString('base64'))).statusCode, 200);
    },
  },
  {
    name: 'x-cos-forbid-overwrite keeps what is there',
    run: async ({ client, prefix }) => {
      const Key = `${prefix}first.txt`;
      const put = (Body: string) =>
        client.call('putObject', { Key, Body, Headers: { 'x-cos-forbid-overwrite': 'true' } });
      assert.equal((await put('first')).statusCode, 200);
      const refused = await refusalOf(put('second'));
      assert.deepEqual([refused.status, refused.code], [409, 'FileAlreadyExists']);
      assert.equal(client.text(await client.call('getObject', { Key })), 'first');
    },
  },
  {
    name: 'a storage class is told unless it is the standard one',
    run: async ({ client, prefix }) => {
      await client.call('putObject', { Key: `${prefix}ia`, Body: 'x', StorageClass: 'STANDARD_IA' });
      await client.call('putObject', { Key: `${prefix}standard`, Body: 'x' });
      const classOf = async (name: string) =>
        (await client.call('headObject', { Key: prefix + name })).headers['x-cos-storage-class'];
      assert.equal(await classOf('ia'), 'STANDARD_IA');
      assert.equal(await classOf('standard'), undefined);
      const { Contents } = await client.call('getBucket', { Prefix: prefix });
      assert.deepEqual(
        (Contents as { StorageClass: string }[]).map(({ StorageClass }) => StorageClass),
        ['STANDARD_IA', 'STANDARD'],
      );
      const odd = client.call('putObject', { Key: `${prefix}odd`, Body: 'x', StorageClass: 'GLACIER' });
      assert.equal((await refusalOf(odd)).code, 'NotSupportedStorageClass');
    },
  },
  {
    name: 'keys of every kind name their own object',
    everywhere: true,
    run: async ({ client, prefix }) => {
      const names = [
        '照片/中文 + # % & name.jpg',
        "it's (a) !*~'.txt",
        'a//b',
        '%41',
        'A',
        '🙂/é/e\u0301',
        'semi;colon=1&x=2?y',
        '@:,$[]{}|\\^`"<>',
        'ends with slash/',
        `${'长'.repeat(200)}.txt`,
      ];
      for (const name of names)
        await client.call('putObject', { Key: prefix + name, Body: `body of ${name}` });
      for (const name of names) {
        const Key = prefix + name;
        assert.equal((await client.download({ Key })).toString(), `body of ${name}`);
      }
      const { Contents } = await client.call('getBucket', { Prefix: prefix });
      const listed = (Contents as { Key: string }[]).map(({ Key }) => Key.slice(prefix.length));
      assert.deepEqual(
        listed,
        [...names].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))),
      );
      for (const name of names) await client.call('deleteObject', { Key: prefix + name });
      assert.deepEqual((await client.call('getBucket', { Prefix: prefix })).Contents, []);
    },
  },
  {
    name: 'a key may have 850 bytes',
    run: async ({ client, prefix }) => {
      const longest = prefix + 'k'.repeat(850 - prefix.length);
      assert.equal((await client.call('putObject', { Key: longest, Body: 'x' })).statusCode, 200);
      const refused = await refusalOf(client.call('putObject', { Key: `${longest}k`, Body: 'x' }));
      assert.deepEqual([refused.status, refused.code], [400, 'KeyTooLong']);
    },
  },
  {
    name: 'streams go up and come down',
    needs: ['streams'],
    run: async ({ client, prefix }) => {
      const Key = `${prefix}stream.bin`;
      const file = String((await client.file(everyByte)).FilePath);
      const put = await client.call('putObject', {
        Key,
        Body: createReadStream(file),
        ContentLength: everyByte.length,
      });
      assert.equal(put.ETag, quotedMd5(everyByte));
      const output = `${file}.received`;
      await client.call('getObject', { Key, Output: createWriteStream(output) });
      assert.ok((await readFile(output)).equals(everyByte));
      await rm(output);
    },
  },
  {
    name: 'a form uploads its file',
    everywhere: true,
    needs: ['forms'],
    run: async ({ client, prefix }) => {
      const Key = `${prefix}表单 + 1.png`;
      const posted = await client.call('postObject', {
        Key,
        ...(await client.file(everyByte)),
        'x-cos-meta-note': 'form',
        CacheControl: 'no-cache',
      });
      assert.equal(posted.statusCode, 200);
      assert.equal(posted.ETag, quotedMd5(everyByte));
      assert.equal(posted.headers['x-cos-hash-crc64ecma'] === undefined, false);
      const { headers } = await client.call('headObject', { Key });
      // The type that the file has in the form does not count.
      assert.equal(headers['content-type'], 'image/png');
      assert.equal(headers['content-length'], '70000');
      assert.equal(headers['x-cos-meta-note'], 'form');
      assert.equal(headers['cache-control'], 'no-cache');
      assert.ok((await client.download({ Key })).equals(everyByte));
    },
  },
  {
    name: 'the ACL of an object is read and changed',
    run: async ({ client, prefix, follow }) => {
      const Key = `${prefix}公开 1.txt`;
      await client.call('putObject', { Key, Body: 'for all' });
      const read = async () => {
        const { ACL, Owner, Grants } = await client.call('getObjectAcl', { Key });
        const grants = Grants as { Grantee: { ID?: string }; Permission: string }[];
        assert.equal(grants[0]?.Grantee.ID, (Owner as { ID: string }).ID);
        return [ACL, ...grants.map(({ Permission }) => Permission)];
      };
      assert.deepEqual(await read(), ['default', 'FULL_CONTROL']);
      await client.call('putObjectAcl', { Key, ACL: 'public-read' });
      assert.deepEqual(await read(), ['public-read', 'FULL_CONTROL', 'READ']);
      const { Url } = await client.call('getObjectUrl', { Key, Sign: false });
      assert.equal((await follow(Url)).text, 'for all');
      await client.call('putObjectAcl', { Key, ACL: 'private' });
      assert.equal((await follow(Url)).status, 403);
    },
  },
  {
    name: 'no grant to another account is kept',
    localOnly: 'COS would let that account read it',
    run: async ({ client, prefix }) => {
      const Key = `${prefix}granted.txt`;
      await client.call('putObject', { Key, Body: 'x' });
      const granted = client.call('putObjectAcl', { Key, GrantRead: 'id="100000000001"' });
      const refused = await refusalOf(granted);
      assert.deepEqual([refused.status, refused.code], [501, 'NotImplemented']);
    },
  },
  {
    name: 'an archived object is read once it is restored',
    localOnly: 'it takes minutes, and an archived object is paid for 90 days',
    run: async ({ client, prefix, shiftClock }) => {
      const Key = `${prefix}归档 1.txt`;
      await client.call('putObject', { Key, Body: 'frozen', StorageClass: 'ARCHIVE' });
      const read = () => client.call('getObject', { Key });
      assert.equal((await refusalOf(read())).code, 'InvalidObjectState');
      const RestoreRequest = { Days: 1, CASJobParameters: { Tier: 'Expedited' } };
      const restore = () => client.call('restoreObject', { Key, RestoreRequest });
      assert.equal((await restore()).statusCode, 202);
      const refused = await refusalOf(restore());
      assert.deepEqual([refused.status, refused.code], [409, 'RestoreAlreadyInProgress']);
      shiftClock(61_000);
      assert.equal(client.text(await read()), 'frozen');
      const { headers } = await client.call('headObject', { Key });
      assert.match(headers['x-cos-restore'] ?? '', /^ongoing-request="false", expiry-date=/);
    },
  },
];
