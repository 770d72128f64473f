import type { Credential } from '../../miniprogram/cos/client/Credential';
import { refusalOf } from '../../miniprogram/cos/client/refusalOf';

const prefix = 'users/oAlice/';
const key = `${prefix}a.jpg`;
const allows = {
  'name/cos:GetBucket': {},
  'name/cos:PostObject': { maxBytes: 10 },
  'name/cos:InitiateMultipartUpload': { contentTypes: ['image/png'] },
};
const of = (more: object) => ({ prefix, ...more }) as Credential;
const denied = (action: string) => ({ kind: 'elsewhere', action: `name/cos:${action}` });

test.each([
  [{ operation: 'getBucket', key: prefix }, denied('GetBucket')],
  [
    { operation: 'getBucket', key: '' },
    { kind: 'prefix', key: '', prefix },
  ],
  [
    { operation: 'getObject', key },
    { kind: 'action', action: 'name/cos:GetObject' },
  ],
  [{ operation: 'postObject', key, bytes: 10 }, denied('PostObject')],
  [
    { operation: 'postObject', key, bytes: 11 },
    { kind: 'size', action: 'name/cos:PostObject', bytes: 11, maxBytes: 10 },
  ],
  // Refused before WeChat told how large the form is.
  [{ operation: 'postObject', key }, undefined],
  [{ operation: 'multipartInit', key, contentType: 'image/png' }, denied('InitiateMultipartUpload')],
  [
    { operation: 'multipartInit', key, contentType: 'text/html' },
    { kind: 'type', contentType: 'text/html' },
  ],
  [{ operation: 'multipartInit', key }, undefined],
] as const)('%j is refused because of %j', (asked, expected) => {
  expect(refusalOf(asked, of({ allows }))).toEqual(expected);
});

test('without a word of what the key allows, only the prefix is known', () => {
  expect(refusalOf({ operation: 'getObject', key }, of({}))).toBeUndefined();
  expect(refusalOf({ operation: 'getObject', key: 'b' }, of({}))).toMatchObject({ kind: 'prefix' });
});
