import assert from 'node:assert/strict';
import sharp from 'sharp';
import type { Case } from '../Case';
import { refusalOf } from '../refusalOf';

const picture = (): Promise<Buffer> =>
  sharp({ create: { width: 600, height: 300, channels: 3, background: '#a04020' } })
    .jpeg()
    .toBuffer();

/** What COS does besides storing: thumbnails, CORS, and the rules for newer buckets. */
export const serviceCases: readonly Case[] = [
  {
    name: 'a thumbnail has the size that was asked for',
    run: async ({ client, prefix }) => {
      const Key = `${prefix}照片 1.jpg`;
      await client.call('putObject', { Key, Body: client.body(await picture()) });
      for (const [operation, width, height] of [
        ['imageMogr2/thumbnail/200x', 200, 100],
        ['imageMogr2/thumbnail/!50p', 300, 150],
        ['imageMogr2/thumbnail/!100x100r', 200, 100],
        ['imageMogr2/thumbnail/120x120!', 120, 120],
      ] as const) {
        const made = await client.download({ Key, Query: { [operation]: '' } });
        const described = await sharp(made).metadata();
        assert.deepEqual(
          [described.width, described.height, described.format],
          [width, height, 'jpeg'],
          operation,
        );
      }
      const converted = await client.download({ Key, Query: { 'imageMogr2/thumbnail/60x/format/png': '' } });
      assert.equal((await sharp(converted).metadata()).format, 'png');
    },
  },
  {
    name: 'the format and the size of a picture can be asked for',
    run: async ({ client, prefix }) => {
      const Key = `${prefix}照片 2.jpg`;
      await client.call('putObject', { Key, Body: client.body(await picture()) });
      const told = await client.download({ Key, Query: { imageInfo: '' } });
      const { format, width, height } = JSON.parse(told.toString());
      assert.deepEqual([format, width, height], ['jpeg', '600', '300']);
    },
  },
  {
    name: 'a thumbnail of what is no picture is refused',
    run: async ({ client, prefix }) => {
      const Key = `${prefix}text.jpg`;
      await client.call('putObject', { Key, Body: 'no picture' });
      const refused = await refusalOf(
        client.call('getObject', { Key, Query: { 'imageMogr2/thumbnail/9x': '' } }),
      );
      assert.deepEqual([refused.status, refused.code], [400, 'InvalidImageFormat']);
    },
  },
  {
    name: 'a preflight tells what a page may do',
    localOnly: 'what the bucket says of CORS is for its owner to say',
    everywhere: true,
    needs: ['no-cors'],
    run: async ({ client, prefix }) => {
      const ask = (AccessControlRequestMethod: string) =>
        client.call('optionsObject', {
          Key: `${prefix}x`,
          Origin: 'http://app.example',
          AccessControlRequestMethod,
          AccessControlRequestHeaders: 'authorization,x-cos-meta-note',
        });
      const allowed = await ask('PUT');
      assert.equal(allowed.statusCode, 200);
      assert.equal(allowed.AccessControlAllowOrigin, '*');
      assert.match(String(allowed.AccessControlAllowMethods), /PUT/);
      assert.equal(allowed.AccessControlAllowHeaders, 'authorization,x-cos-meta-note');
      assert.equal((await ask('PATCH')).OptionsForbidden, true);
    },
  },
  {
    name: 'a newer bucket hands out attachments',
    everywhere: true,
    bucket: 'since-2024',
    where: ({ addressing }) => addressing !== 'path-style',
    run: async ({ client, prefix }) => {
      const Key = `${prefix}page.html`;
      await client.call('putObject', { Key, Body: '<p>' });
      const { headers } = await client.call('getObject', { Key });
      assert.equal(headers['content-disposition'], 'attachment');
      assert.equal(headers['x-cos-force-download'], 'true');
    },
  },
  {
    name: 'a newer bucket refuses path-style',
    everywhere: true,
    bucket: 'since-2024',
    where: ({ addressing }) => addressing === 'path-style',
    run: async ({ client, prefix }) => {
      for (const operation of ['putObject', 'getBucket']) {
        const refused = client.call(operation, { Key: `${prefix}x`, Body: 'x', Prefix: prefix });
        assert.deepEqual(await refusalOf(refused), {
          status: 403,
          code: 'PathStyleDomainForbidden',
          message:
            'The bucket you are attempting to access must be addressed using COS virtual-styled domain.',
        });
      }
    },
  },
];
