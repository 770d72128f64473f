import { Failure } from '../../miniprogram/cos/failures/Failure';
import { en } from '../../miniprogram/cos/i18n/en';
import { SpeedMeter } from '../../miniprogram/cos/pages/transfers/SpeedMeter';
import { transferList } from '../../miniprogram/cos/pages/transfers/transferList';
import type { UploadItem, UploadState } from '../../miniprogram/cos/upload/UploadState';

jest.mock('../../miniprogram/cos/index', () => require('./support/door').door({}));

const MB = 1024 ** 2;
const item = (id: string, state: UploadState, size = 10 * MB): UploadItem => ({
  id,
  survives: false,
  file: { path: `http://tmp/${id}`, name: `${id}.jpg`, size },
  state,
});
const done: UploadState = {
  name: 'done',
  object: { key: 'k', name: 'a.jpg', size: 1, modified: 0, etag: 'e', kind: 'image', extension: 'jpg' },
};
const begun = { progress: { loaded: 0, total: 10 * MB }, kept: 0 };
const uploading = (loaded: number, total = 10 * MB): UploadState => ({
  name: 'uploading',
  ...begun,
  progress: { loaded, total },
});
const failed = (code: Failure['code']): UploadState => ({
  name: 'failed',
  failure: new Failure({ code, attempt: { action: 'upload', name: 'a.jpg' }, detail: '' }),
});
const noSpeed = () => undefined;

test('sections come in one order, whatever the order of the queue', () => {
  const { sections } = transferList(
    [
      item('done', done),
      item('cancelled', { name: 'cancelled' }),
      item('failed', failed('timeout')),
      item('queued', { name: 'queued' }),
      item('paused', { ...begun, name: 'paused' }),
      item('waiting', { ...begun, name: 'waiting' }),
      item('uploading', uploading(0)),
    ],
    noSpeed,
    en,
  );
  expect(sections.map(({ id, count }) => `${id} ${count}`)).toEqual([
    'uploading 1',
    'waiting 1',
    'paused 1',
    'queued 1',
    'failed 1',
    'cancelled 1',
    'done 1',
  ]);
});

test('nothing in the queue', () => {
  expect(transferList([], noSpeed, en)).toEqual({ total: null, sections: [] });
});

test('a running row shows percent first, then speed and time left', () => {
  const items = [item('a', uploading(2.5 * MB))];
  const rowOf = (speed: number | undefined) =>
    transferList(items, () => speed, en).sections[0]?.groups[0]?.rows[0];
  expect(rowOf(undefined)).toMatchObject({
    amount: '2.5 MB of 10.0 MB',
    pace: '25 %',
    fraction: 0.25,
    controls: [{ command: 'cancel', icon: 'icon-close', label: 'Cancel the upload of a.jpg' }],
    shows: false,
  });
  expect(rowOf(MB)).toMatchObject({ pace: '1.0 MB/s · 8 s' });
});

test('the total counts what is done, running and waiting', () => {
  const items = [
    item('a', done),
    item('b', uploading(5 * MB)),
    item('c', { name: 'queued' }),
    item('d', failed('timeout')),
  ];
  expect(transferList(items, noSpeed, en).total).toMatchObject({
    title: '1 of 3 uploaded',
    amount: '15.0 MB of 30.0 MB',
    percent: 50,
    running: true,
  });
});

test('the title when it is over', () => {
  const titleOf = (...states: UploadState[]) =>
    transferList(
      states.map((state, index) => item(String(index), state)),
      noSpeed,
      en,
    ).total?.title;
  expect(titleOf(done)).toBe('1 file uploaded');
  expect(titleOf(done, failed('timeout'))).toBe('1 uploaded, 1 failed');
});

test('files that failed for one reason share a card, and only a useful retry is offered', () => {
  const items = [item('a', failed('timeout')), item('b', failed('file-empty')), item('c', failed('timeout'))];
  const groups = transferList(items, noSpeed, en).sections[0]?.groups ?? [];
  expect(groups.map(({ failure, rows }) => [failure?.heading, failure?.helpLabel, rows.length])).toEqual([
    ['Could not upload 2 files', 'Try all 2 again', 2],
    ['Could not upload “a.jpg”', '', 1],
  ]);
  const commandsOf = (group: number) => groups[group]?.rows[0]?.controls.map(({ command }) => command);
  expect(commandsOf(0)).toEqual(['retry', 'remove']);
  expect(commandsOf(1)).toEqual(['remove']);
});

test('an empty file is no division by zero', () => {
  const { total, sections } = transferList([item('a', uploading(0, 0), 0)], noSpeed, en);
  expect(total).toMatchObject({ fraction: 0, percent: 0 });
  expect(sections[0]?.groups[0]?.rows[0]).toMatchObject({ fraction: 0, pace: '0 %' });
});

describe('speed', () => {
  test('needs some time, looks back a few seconds, and forgets what has ended', () => {
    const meter = new SpeedMeter();
    meter.record('a', 0, 0);
    meter.record('a', 100, 500);
    expect(meter.speedOf('a')).toBeUndefined();
    meter.record('a', 1000, 1000);
    expect(meter.speedOf('a')).toBe(1000);
    meter.record('a', 1500, 5000);
    expect(meter.speedOf('a')).toBe(125);
    meter.keepOnly(new Set());
    expect(meter.speedOf('a')).toBeUndefined();
  });

  test('starts anew with the upload, and says nothing when nothing moves', () => {
    const meter = new SpeedMeter();
    meter.record('a', 5000, 0);
    meter.record('a', 0, 1000);
    meter.record('a', 0, 2000);
    expect(meter.speedOf('a')).toBeUndefined();
    meter.record('a', 2000, 3000);
    expect(meter.speedOf('a')).toBe(1000);
  });
});
