import assert from 'node:assert/strict';
import { signLink } from '../../../../cloudfunctions/cos-credentials/src/signLink';
import type { Case } from '../Case';

export const linkCases: readonly Case[] = [
  {
    name: 'a link opens its object, and no other method, key or host',
    everywhere: true,
    run: async (trial) => {
      const { client, prefix } = trial;
      const Key = `${prefix}链接 & 1.txt`;
      await client.call('putObject', { Key, Body: 'linked' });
      await client.call('putObject', { Key: `${prefix}other`, Body: 'other' });
      const { Url } = await client.call('getObjectUrl', { Key });
      const opened = await trial.follow(Url);
      assert.deepEqual([opened.status, opened.text], [200, 'linked']);
      assert.equal((await trial.follow(Url, { method: 'DELETE' })).code, 'SignatureDoesNotMatch');
      const moved = String(Url).replace(/\/[^/?]+\?/, '/other?');
      assert.equal((await trial.follow(moved)).code, 'SignatureDoesNotMatch');
      assert.equal((await trial.follow(String(Url).replace('q-signature=', 'q-signature=0'))).status, 400);
    },
  },
  {
    name: 'a link as the cloud function signs it works for days, and not after its end',
    everywhere: true,
    run: async (trial) => {
      const Key = `${trial.prefix}旅行 1+1=2 & 100%/'(1)'.txt`;
      await trial.client.call('putObject', { Key, Body: 'linked' });
      const { Url } = await trial.client.call('getObjectUrl', { Key, Sign: false });
      const base = String(Url).slice(0, String(Url).lastIndexOf(`/${trial.prefix}`));
      const now = Math.floor(Date.now() / 1000);
      const day = 86_400;
      const sign = (start: number, end: number) => signLink(trial.owner, { base, key: Key, start, end });
      for (const url of [sign(now - 60, now + 7 * day), sign(now - 6 * day, now + day)]) {
        const opened = await trial.follow(url);
        assert.deepEqual([opened.status, opened.text], [200, 'linked']);
        assert.equal((await trial.follow(url, { method: 'DELETE' })).code, 'SignatureDoesNotMatch');
      }
      const over = await trial.follow(sign(now - 7 * day, now - 60));
      assert.deepEqual([over.status, over.code], [403, 'AccessDenied']);
    },
  },
  {
    name: 'a link without a signature opens nothing',
    run: async (trial) => {
      const Key = `${trial.prefix}private.txt`;
      await trial.client.call('putObject', { Key, Body: 'private' });
      const { Url } = await trial.client.call('getObjectUrl', { Key, Sign: false });
      const refused = await trial.follow(Url);
      assert.deepEqual([refused.status, refused.code], [403, 'AccessDenied']);
    },
  },
  {
    name: 'a link without a signature opens what is public-read, until it is put anew',
    run: async (trial) => {
      const Key = `${trial.prefix}public.txt`;
      await trial.client.call('putObject', { Key, Body: 'public', ACL: 'public-read' });
      const { Url } = await trial.client.call('getObjectUrl', { Key, Sign: false });
      const opened = await trial.follow(Url);
      assert.deepEqual([opened.status, opened.text], [200, 'public']);
      assert.equal((await trial.follow(Url, { method: 'DELETE' })).code, 'AccessDenied');
      await trial.client.call('putObject', { Key, Body: 'private' });
      assert.equal((await trial.follow(Url)).code, 'AccessDenied');
    },
  },
  {
    name: 'a link for PUT takes an upload',
    everywhere: true,
    run: async (trial) => {
      const Key = `${trial.prefix}uploaded.txt`;
      const { Url } = await trial.client.call('getObjectUrl', { Key, Method: 'PUT' });
      assert.equal((await trial.follow(Url, { method: 'PUT', body: 'by link' })).status, 200);
      assert.equal(trial.client.text(await trial.client.call('getObject', { Key })), 'by link');
      assert.equal((await trial.follow(Url)).code, 'SignatureDoesNotMatch');
    },
  },
  {
    name: 'a link sets the headers of its answer; those that were signed stay as they are',
    everywhere: true,
    run: async (trial) => {
      const Key = `${trial.prefix}named.txt`;
      await trial.client.call('putObject', { Key, Body: 'named' });
      const { Url } = await trial.client.call('getObjectUrl', {
        Key,
        Query: { 'response-content-type': 'text/x-test' },
      });
      const opened = await trial.follow(`${Url}&response-content-disposition=attachment`);
      assert.equal(opened.status, 200);
      assert.equal(opened.headers['content-type'], 'text/x-test');
      assert.equal(opened.headers['content-disposition'], 'attachment');
      const changed = await trial.follow(String(Url).replace('x-test', 'x-other'));
      assert.equal(changed.code, 'SignatureDoesNotMatch');
    },
  },
  {
    name: 'parameters of any characters are signed',
    run: async (trial) => {
      const Key = `${trial.prefix}odd.txt`;
      await trial.client.call('putObject', { Key, Body: 'odd' });
      const odd = ',./;\'[]\\-=`~!@#$%^&*()_+{}|":>?<AZaz09中';
      const read = await trial.client.call('getObject', { Key, Query: { [odd]: odd } });
      assert.equal(trial.client.text(read), 'odd');
      // A link takes what is signed as it stands.
      const { Url } = await trial.client.call('getObjectUrl', { Key, Query: { 'name.Mixed-Case_1~': odd } });
      assert.equal((await trial.follow(Url)).text, 'odd');
    },
  },
  {
    name: 'the signature of a link may stand in one parameter',
    run: async (trial) => {
      const Key = `${trial.prefix}sign.txt`;
      await trial.client.call('putObject', { Key, Body: 'signed' });
      const { Url } = await trial.client.call('getObjectUrl', { Key });
      const [, address, signature, token = ''] =
        /^(.*?)\?(.*?)(&x-cos-security-token=.*)?$/.exec(String(Url)) ?? [];
      const link = `${address}?sign=${encodeURIComponent(signature ?? '')}${token}`;
      assert.equal((await trial.follow(link)).text, 'signed');
    },
  },
  {
    name: 'a link ends when it says',
    localOnly: 'its clock would have to be set',
    run: async (trial) => {
      const { connect, prefix, shiftClock } = trial;
      const owner = connect({ kind: 'permanent', key: trial.owner });
      const Key = `${prefix}short.txt`;
      await owner.call('putObject', { Key, Body: 'short' });
      const { Url } = await owner.call('getObjectUrl', { Key, Expires: 60 });
      assert.equal((await trial.follow(Url)).status, 200);
      shiftClock(50_000);
      assert.equal((await trial.follow(Url)).status, 200);
      shiftClock(70_000);
      const refused = await trial.follow(Url);
      assert.deepEqual([refused.status, refused.code], [403, 'AccessDenied']);
      assert.match(refused.text, /<Message>Request has expired<\/Message>/);
    },
  },
  {
    name: 'a link has ranges',
    run: async (trial) => {
      const Key = `${trial.prefix}video.mp4`;
      await trial.client.call('putObject', { Key, Body: '0123456789' });
      const { Url } = await trial.client.call('getObjectUrl', { Key });
      const part = await trial.follow(Url, { headers: { range: 'bytes=4-6' } });
      assert.deepEqual([part.status, part.text], [206, '456']);
    },
  },
];
