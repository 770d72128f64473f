import fc from 'fast-check';
import { Failure } from '../../miniprogram/cos/failures/Failure';
import { screensEn as en } from '../../miniprogram/cos/i18n/screens.en';
import { Pace } from '../../miniprogram/cos/pages/transfers/Pace';
import { allowedFor, rowView } from '../../miniprogram/cos/pages/transfers/rowView';
import { rowsNear, transferSizes } from '../../miniprogram/cos/pages/transfers/TransferSizes';
import { totalView } from '../../miniprogram/cos/pages/transfers/totalView';
import { transferSections } from '../../miniprogram/cos/pages/transfers/transferSections';
import { UploadPace } from '../../miniprogram/cos/pages/transfers/UploadPace';
import type { QueueState, UploadItem, UploadState } from '../../miniprogram/cos/upload/UploadState';

jest.mock('../../miniprogram/cos/index', () => require('./support/door').door({}));

const MB = 1024 ** 2;
const item = (id: string, state: UploadState, size = 10 * MB): UploadItem => ({
  id,
  file: { path: `http://tmp/${id}`, name: `${id}.jpg`, size },
  state,
  survives: true,
});
const done: UploadState = {
  name: 'done',
  object: { key: 'k', name: 'a.jpg', size: 1, modified: 0, etag: 'e', kind: 'image', extension: 'jpg' },
};
const uploading = (loaded: number, total = 10 * MB, kept = 0, isSending = true): UploadState => ({
  name: 'uploading',
  isSending,
  progress: { loaded, total },
  kept,
});
const begun = (name: 'paused' | 'waiting', loaded = 0, kept = 0): UploadState => ({
  name,
  progress: { loaded, total: 10 * MB },
  kept,
});
const failed = (code: Failure['code']): UploadState => ({
  name: 'failed',
  failure: new Failure({ code, attempt: { action: 'upload', name: 'a.jpg' }, detail: '' }),
});
const queued: UploadState = { name: 'queued' };
const running: QueueState = { name: 'running', link: 'good' };
/** As if it had been measured. */
const paceOf = (speed: number, timeLeft: number) => Object.assign(new Pace(0), { speed, timeLeft });

describe('sections', () => {
  test('come in one order, whatever the order of the queue; what is begun stands before what is not', () => {
    const sections = transferSections(
      [
        item('done', done),
        item('cancelled', { name: 'cancelled' }),
        item('failed', failed('timeout')),
        item('queued', queued),
        item('paused', begun('paused')),
        item('waiting', begun('waiting')),
        item('uploading', uploading(0)),
        item('prepared', uploading(0, MB, 0, false)),
      ],
      en,
    );
    expect(
      sections.map(({ title, groups, commands }) => [
        title,
        groups.flatMap(({ items }) => items.map(({ id }) => id)).join(' '),
        commands.map(({ label }) => label).join(' '),
      ]),
    ).toEqual([
      ['Uploading · 1', 'uploading', ''],
      ['Waiting · 4', 'paused waiting prepared queued', 'Cancel all'],
      ['Failed · 1', 'failed', 'Clear'],
      ['Cancelled · 1', 'cancelled', 'Try all again Clear'],
      ['Done · 1', 'done', 'Clear'],
    ]);
    expect(transferSections([], en)).toEqual([]);
  });

  test('files that failed for one reason share a card with the way out of it; of several reasons all can be tried again', () => {
    const items = [
      item('a', failed('timeout')),
      item('b', failed('file-empty')),
      item('c', failed('timeout')),
    ];
    const [section] = transferSections(items, en);
    expect(
      section?.groups.map(({ failure, items: files }) => [
        failure?.heading,
        failure?.helpLabel,
        files.length,
      ]),
    ).toEqual([
      ['Could not upload 2 files', 'Try all 2 again', 2],
      ['Could not upload “a.jpg”', '', 1],
    ]);
    expect(section?.commands.map(({ command }) => command)).toEqual(['remove']);
    const [several] = transferSections([...items, item('d', failed('file-changed'))], en);
    expect(several?.commands.map(({ command }) => command)).toEqual(['retry', 'remove']);
  });
});

describe('a row', () => {
  const row = (state: UploadState, pace?: Pace, queue: QueueState = running, survives = true) =>
    rowView({ ...item('a', state), survives }, queue, pace, en);

  test('that runs tells percent first, or what it kept, then speed and time left', () => {
    expect(row(uploading(2.5 * MB))).toMatchObject({
      amount: '2.5 MB of 10.0 MB',
      pace: '25 %',
      percent: 25,
      command: 'pause',
      commandLabel: 'Pause, a.jpg',
    });
    expect(row(uploading(2.5 * MB, 10 * MB, 2 * MB)).pace).toBe('2.0 MB kept');
    expect(row(uploading(2.5 * MB, 10 * MB, 2 * MB), paceOf(MB, 7.5)).pace).toBe('1.0 MB/s · 8 s');
    expect(row(uploading(0, 0), paceOf(MB, 0))).toMatchObject({ pace: '1.0 MB/s · 0 %', percent: 0 });
  });

  test('that only waits for a lane says so', () => {
    expect(row(uploading(0, 10 * MB, 0, false))).toMatchObject({
      state: 'waiting',
      amount: '10.0 MB',
      pace: 'Waits for its turn',
      percent: -1,
      command: 'pause',
    });
    expect(row(uploading(MB, 10 * MB, MB, false))).toMatchObject({
      amount: '1.0 MB of 10.0 MB',
      percent: 10,
    });
  });

  test.each([
    [queued, 'Waiting', 'pause', -1],
    [begun('waiting', MB), 'Waiting', 'pause', 10],
    [begun('waiting', MB, MB), 'Waiting · 1.0 MB kept', 'pause', 10],
    [begun('paused', MB), 'Paused', 'resume', 10],
    [failed('timeout'), 'Failed', 'retry', -1],
    [failed('file-empty'), 'Failed', 'remove', -1],
    [{ name: 'cancelled' }, 'Cancelled', 'retry', -1],
    [done, 'Uploaded', 'remove', -1],
  ] as const)('%j says "%s", its control is %s', (state, pace, command, percent) => {
    expect(row(state)).toMatchObject({ state: state.name, pace, command, percent });
  });

  test('that would be lost with WeChat says so before it starts', () => {
    const lost = (state: UploadState) => row(state, undefined, running, false).pace;
    expect(lost(queued)).toBe('Waiting · keep WeChat open');
    expect(lost(begun('paused', MB))).toBe('Paused · keep WeChat open');
    expect(lost(uploading(MB))).toBe('10 %');
  });

  test('offers no pause while all of the queue is paused', () => {
    expect(row(queued, undefined, { name: 'paused' }).command).toBe('');
    expect(allowedFor(item('a', queued), { name: 'paused' })).toEqual(['cancel']);
  });

  test('has few bytes, whatever its name', () => {
    const long = { ...item('123', uploading(2.5 * MB)), file: { path: '', name: '长'.repeat(200), size: 1 } };
    expect(Buffer.byteLength(JSON.stringify(rowView(long, running, undefined, en)))).toBeLessThan(400);
  });
});

describe('the total', () => {
  const total = (queue: QueueState, items: UploadItem[], pace?: Pace, waitsForWifi = false) =>
    totalView(items, queue, pace, waitsForWifi, en);
  const some = [
    item('a', done),
    item('b', uploading(5 * MB)),
    item('c', queued),
    item('d', failed('timeout')),
  ];

  test('says nothing of bytes when nothing was uploaded', () => {
    expect(total(running, [item('a', failed('timeout'))])).toMatchObject({ amount: '', percent: -1 });
  });

  test('counts what is done, running and waiting', () => {
    expect(total(running, [])).toBeNull();
    expect(total(running, some)).toEqual({
      title: '1 of 3 uploaded',
      amount: '15.0 MB of 30.0 MB',
      pace: '50 %',
      percent: 50,
      control: 'pause',
      controlLabel: 'Pause all',
      notes: [{ id: 'failed', text: '1 failed' }],
      question: null,
    });
    expect(total(running, some, paceOf(MB, 15))?.pace).toBe('1.0 MB/s · 15 s');
    expect(total({ name: 'paused' }, some)).toMatchObject({
      pace: 'Paused',
      control: 'resume',
      controlLabel: 'Go on',
    });
  });

  test('says what the queue waits for', () => {
    const notes = (queue: QueueState, waits = false) =>
      total(queue, some.slice(0, 3), undefined, waits)?.notes;
    expect(notes({ name: 'offline' })).toEqual([{ id: 'offline', text: en.transfers.offline }]);
    const attempt = { action: 'upload' } as const;
    const params = { host: 'cos.example' };
    const unreachable = new Failure({ code: 'server-unreachable', attempt, detail: '', params });
    expect(notes({ name: 'offline', failure: unreachable })).toEqual([
      { id: 'offline', text: 'The server cos.example cannot be reached. Goes on by itself.' },
    ]);
    expect(notes({ name: 'running', link: 'weak' })).toEqual([{ id: 'weak', text: en.transfers.weak }]);
    expect(notes({ name: 'running', link: 'still' })).toEqual([{ id: 'weak', text: en.transfers.still }]);
    const asking: QueueState = { name: 'asking', bytes: 60 * MB };
    expect(total(asking, some)?.question).toBe('Send 60.0 MB over the mobile network?');
    expect(total(asking, some, undefined, true)?.question).toBeNull();
    expect(notes(asking, true)).toEqual([{ id: 'wifi', text: en.transfers.waitsForWifi }]);
    const failure = new Failure({ code: 'timeout', attempt: { action: 'upload' }, detail: '' });
    expect(total({ name: 'stopped', failure }, some)?.control).toBe('');
  });

  test('when it is over', () => {
    const over = (...states: UploadState[]) =>
      total(
        { name: 'idle' },
        states.map((state, index) => item(String(index), state)),
      );
    expect(over(done)).toMatchObject({ title: '1 file uploaded', percent: -1, control: '', notes: [] });
    expect(over(done, failed('timeout'))?.title).toBe('1 uploaded, 1 failed');
  });
});

describe('the rows that are drawn', () => {
  const sizes = transferSizes(700, 1);

  test('are those on the screen, and the room of the others is exactly theirs', () => {
    const states = [queued, done, failed('timeout'), failed('file-empty'), uploading(0)];
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: states.length - 1 }), { maxLength: 500 }),
        fc.integer({ min: 0, max: 40_000 }),
        (picks, scrollTop) => {
          const items = picks.map((pick, at) => item(String(at), states[pick] ?? queued));
          const sections = transferSections(items, en);
          const groups = sections.flatMap((section) => section.groups);
          const ranges = rowsNear(sections, sizes, scrollTop, sizes.reserve);
          expect(ranges).toHaveLength(groups.length);
          let drawn = 0;
          groups.forEach(({ items: members }, at) => {
            const { from = 0, to = 0, above = 0, below = 0 } = ranges[at] ?? {};
            expect(above + (to - from) * sizes.row + below).toBe(members.length * sizes.row);
            drawn += to - from;
          });
          expect(drawn).toBeLessThanOrEqual(
            Math.ceil((sizes.viewport + 2 * sizes.reserve) / sizes.row) + groups.length,
          );
          if (picks.length * sizes.row > scrollTop + sizes.viewport)
            expect(drawn * sizes.row).toBeGreaterThanOrEqual(
              sizes.viewport - sizes.total - 5 * sizes.heading - 2 * sizes.card,
            );
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('the pace', () => {
  test('needs some time, is steady, and is forgotten when nothing moves', () => {
    const pace = new Pace(0);
    pace.record(1000, 9000, 1000);
    expect(pace.speed).toBeUndefined();
    for (let now = 2000; now <= 20_000; now += 1000) pace.record(now % 2000 === 0 ? 2000 : 0, 50_000, now);
    expect(pace.speed).toBeGreaterThan(800);
    expect(pace.speed).toBeLessThan(1200);
    for (let now = 21_000; now <= 80_000; now += 1000) pace.record(0, 50_000, now);
    expect(pace.speed).toBeUndefined();
    expect(pace.timeLeft).toBeUndefined();
  });

  test('the time left never jumps, whatever the link does, and is soon right', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 200, maxLength: 200 }), (rates) => {
        const pace = new Pace(0);
        let left = 200_000;
        let shown: number | undefined;
        const step = (bytes: number, at: number) => {
          left -= bytes;
          pace.record(bytes, left, at * 250);
          if (shown !== undefined && pace.timeLeft !== undefined)
            expect(Math.abs(pace.timeLeft - shown)).toBeLessThanOrEqual(0.25 + 0.1 * shown);
          shown = pace.timeLeft;
        };
        rates.forEach((rate, at) => {
          step(rate * 125, at + 1);
        });
        // The link is eight times as fast from now on.
        for (let at = 201; at <= 250; at += 1) step(2000, at);
        expect(pace.timeLeft).toBeGreaterThan(left / 8000 / 1.5);
        expect(pace.timeLeft).toBeLessThan((left / 8000) * 1.5);
      }),
      { numRuns: 20 },
    );
  });

  test('begins anew after a gap, and when the clock was set back', () => {
    for (const now of [60_000, -60_000]) {
      const pace = new Pace(0);
      for (let at = 250; at <= 5000; at += 250) pace.record(250, 1000, at);
      pace.record(5, 1000, now);
      for (let at = 250; at <= 5000; at += 250) pace.record(250, 1000, now + at);
      expect(pace.speed).toBeCloseTo(1000, -2);
    }
  });

  test('of all counts what was sent: small files that end at once, and not what COS had already', () => {
    const pace = new UploadPace();
    let now = 0;
    const step = (...items: UploadItem[]) => {
      pace.record(items, 10 * MB, now);
      now += 1000;
    };
    step(item('a', uploading(0, 1000, 0, false), 1000), item('b', queued));
    expect(pace.of('a')).toBeUndefined();
    step(item('a', done, 1000), item('b', uploading(5 * MB, 10 * MB, 5 * MB)));
    expect(pace.of('a')).toBeUndefined();
    for (let at = 1; at <= 10; at += 1)
      step(item('a', done), item('b', uploading(5 * MB + at * 1000, 10 * MB, 5 * MB)));
    expect(pace.all?.speed).toBeCloseTo(1000, -1);
    expect(pace.of('b')?.speed).toBeCloseTo(1000, -1);
    step(item('a', done), item('b', begun('paused', 6 * MB)));
    step(item('a', done), item('b', begun('paused', 6 * MB)));
    expect(pace.all).toBeUndefined();
  });
});
