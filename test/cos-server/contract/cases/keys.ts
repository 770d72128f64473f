import assert from 'node:assert/strict';
import { keyFor, temporaryKey } from '../../support/temporaryKey';
import type { Case, Trial } from '../Case';
import type { ContractClient } from '../ContractClient';
import { refusalOf } from '../refusalOf';

const HOUR = 3_600_000;

const putIn = (client: ContractClient, prefix: string, name = 'x') =>
  client.call('putObject', { Key: prefix + name, Body: 'x' });

/** A key for everything below the prefix of the case. */
const keyBelow = ({ issue, below, prefix }: Trial) =>
  issue([{ effect: 'allow', action: 'name/cos:*', resource: below(prefix) }]);

export const keyCases: readonly Case[] = [
  {
    name: "a key opens nothing below another user's prefix",
    run: async (trial) => {
      const { client, connect, foreign } = trial;
      const Key = `${foreign}secret.txt`;
      const owner = connect({ kind: 'permanent', key: trial.owner });
      await owner.call('putObject', { Key, Body: 'secret' });
      const { UploadId } = await owner.call('multipartInit', { Key });
      const Parts = [{ PartNumber: 1, ETag: `"${'0'.repeat(32)}"` }];
      for (const [operation, parameters] of [
        ['getObject', { Key }],
        ['putObject', { Key, Body: 'mine' }],
        ['deleteObject', { Key }],
        ['multipartInit', { Key }],
        ['multipartUpload', { Key, UploadId, PartNumber: 1, Body: client.body(Buffer.from('x')) }],
        ['multipartListPart', { Key, UploadId }],
        ['multipartComplete', { Key, UploadId, Parts }],
        ['multipartAbort', { Key, UploadId }],
        ['getBucket', { Prefix: foreign }],
        ['getBucket', {}],
        ['multipartList', { Prefix: foreign }],
      ] as const) {
        assert.deepEqual(
          await refusalOf(client.call(operation, parameters)),
          { status: 403, code: 'AccessDenied', message: 'Access Denied.' },
          operation,
        );
      }
      assert.equal((await refusalOf(client.call('headObject', { Key }))).status, 403);
      assert.equal(owner.text(await owner.call('getObject', { Key })), 'secret');
      await owner.call('multipartAbort', { Key, UploadId });
    },
  },
  {
    name: 'of a list to delete, what is not allowed stays',
    run: async (trial) => {
      const { client, connect, prefix } = trial;
      const owner = connect({ kind: 'permanent', key: trial.owner });
      const foreign = `${trial.foreign}kept`;
      await owner.call('putObject', { Key: foreign, Body: 'x' });
      await putIn(client, prefix);
      const result = await client.call('deleteMultipleObject', {
        Objects: [{ Key: `${prefix}x` }, { Key: foreign }],
      });
      assert.deepEqual(
        (result.Deleted as { Key: string }[]).map(({ Key }) => Key),
        [`${prefix}x`],
      );
      const [error] = result.Error as { Key: string; Code: string }[];
      assert.deepEqual([error?.Key, error?.Code], [foreign, 'AccessDenied']);
      assert.equal((await owner.call('headObject', { Key: foreign })).statusCode, 200);
    },
  },
  {
    name: 'an action that is not allowed, or is denied, is refused',
    run: async ({ connect, prefix, issue, below }) => {
      const all = { effect: 'allow', action: 'name/cos:*', resource: below(prefix) } as const;
      const writer = connect({
        kind: 'temporary',
        key: await issue([{ ...all, action: ['name/cos:PutObject', 'name/cos:PostObject'] }]),
      });
      assert.equal((await putIn(writer, prefix)).statusCode, 200);
      assert.equal((await refusalOf(writer.call('getObject', { Key: `${prefix}x` }))).code, 'AccessDenied');
      const limited = connect({
        kind: 'temporary',
        key: await issue([all, { effect: 'deny', action: 'name/cos:DeleteObject', resource: '*' }]),
      });
      assert.equal(limited.text(await limited.call('getObject', { Key: `${prefix}x` })), 'x');
      const refused = await refusalOf(limited.call('deleteObject', { Key: `${prefix}x` }));
      assert.equal(refused.code, 'AccessDenied');
    },
  },
  {
    name: 'conditions of a policy hold for each request',
    run: async ({ connect, prefix, issue, below }) => {
      const limited = connect({
        kind: 'temporary',
        key: await issue([
          {
            effect: 'allow',
            action: 'name/cos:PutObject',
            resource: below(prefix),
            condition: {
              numeric_less_than_equal: { 'cos:content-length': 10 },
              string_like_if_exist: { 'cos:content-type': 'image/*' },
            },
          },
        ]),
      });
      const put = (Body: string, ContentType: string) =>
        limited.call('putObject', { Key: `${prefix}x`, Body, ContentType });
      assert.equal((await put('0123456789', 'image/png')).statusCode, 200);
      assert.equal((await refusalOf(put('0123456789a', 'image/png'))).code, 'AccessDenied');
      assert.equal((await refusalOf(put('0123456789', 'text/html'))).code, 'AccessDenied');
    },
  },
  {
    name: 'a wrong secret is SignatureDoesNotMatch',
    everywhere: true,
    run: async (trial) => {
      const { connect, prefix } = trial;
      const guess = connect({ kind: 'permanent', key: { ...trial.owner, secretKey: 'guessed' } });
      assert.deepEqual(await refusalOf(putIn(guess, prefix)), {
        status: 403,
        code: 'SignatureDoesNotMatch',
        message: 'The Signature you specified is invalid.',
      });
      const key = { ...(await keyBelow(trial)), secretKey: 'guessed' };
      const other = await refusalOf(putIn(connect({ kind: 'temporary', key }), prefix));
      assert.equal(other.code, 'SignatureDoesNotMatch');
    },
  },
  {
    name: 'an unknown key is InvalidAccessKeyId',
    run: async ({ connect, prefix }) => {
      const key = { secretId: 'AKIDunknown', secretKey: 'x' };
      const refused = await refusalOf(putIn(connect({ kind: 'permanent', key }), prefix));
      assert.deepEqual([refused.status, refused.code], [403, 'InvalidAccessKeyId']);
    },
  },
  {
    name: 'an expired and a revoked key are InvalidAccessKeyId',
    localOnly: 'a key of STS lives for a quarter of an hour at least',
    run: async ({ client, connect, prefix, server }) => {
      const issued = Math.floor(Date.now() / 1000) - 7200;
      const everything = { effect: 'allow', action: '*', resource: '*' } as const;
      const revoked = keyFor(prefix);
      server.revoke(revoked.secretId);
      for (const key of [temporaryKey([everything], { issued }), revoked]) {
        const refused = await refusalOf(putIn(connect({ kind: 'temporary', key }), prefix));
        assert.deepEqual([refused.status, refused.code], [403, 'InvalidAccessKeyId']);
      }
      assert.equal((await putIn(client, prefix)).statusCode, 200);
    },
  },
  {
    name: 'a temporary key needs its own session token',
    run: async (trial) => {
      const { connect, prefix } = trial;
      const { secretId, secretKey } = await keyBelow(trial);
      // The SDKs take no temporary key without a token, but don't know one when they see it.
      const without = connect({ kind: 'permanent', key: { secretId, secretKey } });
      assert.equal((await refusalOf(putIn(without, prefix))).code, 'AccessDenied');
      const token = (await keyBelow(trial)).token ?? '';
      const swapped = connect({ kind: 'temporary', key: { secretId, secretKey, token } });
      const refused = await refusalOf(putIn(swapped, prefix));
      assert.deepEqual([refused.status, refused.code], [403, 'InvalidAccessKeyId']);
    },
  },
  {
    name: 'a client whose clock is slow repairs itself',
    localOnly: 'its clock would have to be set',
    run: async (trial) => {
      const { connect, prefix, shiftClock } = trial;
      shiftClock(2 * HOUR);
      const owner = connect({ kind: 'permanent', key: trial.owner });
      assert.equal((await putIn(owner, prefix)).statusCode, 200);
    },
  },
  {
    name: 'a client whose clock is fast repairs itself',
    localOnly: 'its clock would have to be set',
    run: async (trial) => {
      const { connect, prefix, shiftClock } = trial;
      shiftClock(-2 * HOUR);
      const owner = connect({ kind: 'permanent', key: trial.owner });
      assert.equal((await putIn(owner, prefix)).statusCode, 200);
    },
  },
  {
    name: 'a clock that can not be repaired is told of',
    localOnly: 'its clock would have to be set',
    run: async ({ server, connect, prefix, shiftClock }) => {
      // The SDK is given the times with the key, so that it can't shift them.
      const key = temporaryKey([{ effect: 'allow', action: '*', resource: '*' }], {
        issued: Math.floor(Date.now() / 1000) - 3 * 3600,
      });
      shiftClock(-3 * HOUR);
      const refused = await refusalOf(putIn(connect({ kind: 'temporary', key }), prefix));
      assert.deepEqual([refused.status, refused.code], [403, 'RequestTimeTooSkewed']);
      assert.equal(server.requests().at(-1)?.status, 403);
    },
  },
];
