import mime from 'mime-types';
import { contentTypes } from '../../miniprogram/cos/contentTypes';
import { kindOf } from '../../miniprogram/cos/objects/kindOf';
import { contentTypeFor } from '../../miniprogram/cos/upload/contentTypeFor';

test.each([
  ['users/o1/photo.jpg', 'image/jpeg'],
  ['users/o1/PHOTO.JPG', 'image/jpeg'],
  ['users/o1/clip.mov', 'video/quicktime'],
  ['users/o1/report.pdf', 'application/pdf'],
])('%s is stored as %s', (key, type) => {
  expect(contentTypeFor(key)).toBe(type);
});

test.each([
  'page.html',
  'page.HTML',
  'drawing.svg',
  'feed.xml',
  'style.xsl',
  'photo.jpg.html',
  'users/a.jpg/none',
  'none',
  '.',
  'a.constructor',
  'a.__proto__',
])('%s is stored as plain bytes', (key) => {
  expect(contentTypeFor(key)).toBe('application/octet-stream');
});

describe.each([...contentTypes])('.%s is %s', (extension, type) => {
  test('is a type of that extension', () => {
    expect(mime.extensions[type]).toContain(extension);
  });

  test('is what the pages take it for', () => {
    const kind = kindOf(extension);
    if (kind === 'image' || kind === 'video') expect(type).toMatch(`${kind}/`);
  });
});
