import {
  keysOf,
  moved,
  newFailures,
  type UploaderFile,
  uploadsOf,
  withKeys as withNamedKeys,
  without,
  withUploads,
} from '../../miniprogram/cos/components/cos-uploader/UploaderFile';
import { Failure } from '../../miniprogram/cos/failures/Failure';
import type { StoredObject } from '../../miniprogram/cos/objects/StoredObject';
import type { UploadItem, UploadState } from '../../miniprogram/cos/upload/UploadState';

const queued: UploadState = { name: 'queued' };
const failed = (): UploadState => ({
  name: 'failed',
  failure: new Failure({ code: 'timeout', attempt: { action: 'upload' }, detail: '' }),
});
const done = (key: string): UploadState => ({ name: 'done', object: { key } as StoredObject });
const upload = (id: string, state: UploadState = queued): UploadItem => ({
  id,
  survives: false,
  file: { path: `http://tmp/${id}.jpg`, name: `${id}.jpg`, size: 1 },
  state,
});

const withKeys = (files: readonly UploaderFile[], keys: readonly string[]) =>
  withNamedKeys(files, keys, (key) => key);

/** Stored ones by key, the others by upload. */
const shown = (files: readonly UploaderFile[]) =>
  files.map((file) => ('key' in file ? file.key : `${file.upload.id}?`)).join(' ');

describe('uploads', () => {
  test('come last, become stored in their place, and keep their id', () => {
    const first = withUploads(withKeys([], ['a', 'b']), [upload('1'), upload('2')]);
    expect(shown(first)).toBe('a b 1? 2?');
    const second = withUploads(first, [upload('1'), upload('2', done('z'))]);
    expect(shown(second)).toBe('a b 1? z');
    expect(second.map(({ id }) => id)).toEqual(first.map(({ id }) => id));
    expect(keysOf(second)).toEqual(['a', 'b', 'z']);
  });

  test('that are done stay when the queue has them no more, the others go', () => {
    const files = withUploads([], [upload('1', done('x')), upload('2'), upload('3')]);
    expect(shown(withUploads(files, [upload('3')]))).toBe('x 3?');
  });

  test('under a key that is there take its place: there is one object', () => {
    const files = withUploads(withKeys([], ['avatar.jpg', 'b']), [upload('1')]);
    expect(shown(withUploads(files, [upload('1', done('avatar.jpg'))]))).toBe('b avatar.jpg');
  });

  test('are known to have failed once', () => {
    const before = withUploads([], [upload('1', failed()), upload('2')]);
    const again = failed();
    const after = withUploads(before, [...uploadsOf(before).slice(0, 1), upload('2', again)]);
    expect(newFailures(before, after)).toEqual(again.name === 'failed' ? [again.failure] : []);
    expect(newFailures(after, after)).toEqual([]);
  });
});

describe('a value from outside', () => {
  const files = withUploads(withKeys([], ['a', 'b', 'c']), [upload('1'), upload('2')]);
  // 1? a 2? b c
  const mixed = moved(moved(files, 3, 0), 4, 2);

  test('says what is stored, and in which order', () => {
    expect(shown(withKeys(withKeys([], ['a', 'b']), ['b', 'x', 'a']))).toBe('b x a');
    expect(shown(withKeys(withKeys([], ['a']), []))).toBe('');
  });

  test('leaves what is not stored yet, behind what it stood behind', () => {
    expect(shown(mixed)).toBe('1? a 2? b c');
    expect(shown(withKeys(mixed, ['c', 'a']))).toBe('1? c a 2?');
    expect(shown(withKeys(mixed, ['c', 'b']))).toBe('1? 2? c b');
    expect(shown(withKeys(mixed, []))).toBe('1? 2?');
  });

  test('keeps what is known of a key', () => {
    const stored = withUploads([], [upload('1', done('a'))]);
    expect(withKeys(stored, ['b', 'a'])[1]).toBe(stored[0]);
  });

  test('that is none is left out: a field of a form may be empty yet', () => {
    expect(shown(withKeys(mixed, ['', 'b', null as never, undefined as never]))).toBe('1? 2? b');
  });

  test('has each key once', () => {
    expect(shown(withKeys([], ['a', 'b', 'a']))).toBe('a b');
  });
});

test('moving and taking out', () => {
  const files = withKeys([], ['a', 'b', 'c', 'd']);
  expect(shown(moved(files, 0, 2))).toBe('b c a d');
  expect(shown(moved(files, 3, 0))).toBe('d a b c');
  expect(shown(moved(files, 1, 1))).toBe('a b c d');
  expect(shown(without(files, 'b'))).toBe('a c d');
});
