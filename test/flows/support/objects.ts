import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Failure } from '../../../miniprogram/cos/failures/Failure';
import type { StoredObject } from '../../../miniprogram/cos/objects/StoredObject';
import { prefix, type ScriptedCloud } from '../../client/support/ScriptedCloud';
import type { TestPhone } from '../../support/phone/TestPhone';

const md5 = (bytes: Buffer) => createHash('md5').update(bytes).digest('hex');

/** Puts an object into the cloud, and says what a listing would say of it. */
export function store(
  cloud: ScriptedCloud,
  name: string,
  body: Buffer,
  more: Partial<StoredObject> = {},
): StoredObject {
  const key = `${prefix}8230000000000-${name}`;
  cloud.objects.set(key, { body, modified: 0 });
  const extension = name.includes('.') ? name.slice(name.lastIndexOf('.') + 1) : '';
  return { key, name, size: body.length, modified: 0, etag: md5(body), kind: 'image', extension, ...more };
}

/** The files that are on the phone only in passing. */
export const copiesOn = (phone: TestPhone): Promise<string[]> =>
  readdir(join(phone.userData, 'cos-temporary')).catch(() => []);

export const failureOf = (work: Promise<unknown>): Promise<Failure> =>
  work.then(
    () => Promise.reject(new Error('it did not fail')),
    (failure) => failure,
  );
