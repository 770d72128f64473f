import { Failure } from '../../miniprogram/cos/failures/Failure';
import { describeFailure } from '../../miniprogram/cos/i18n/describeFailure';
import { en } from '../../miniprogram/cos/i18n/en';
import { zh } from '../../miniprogram/cos/i18n/zh';

const denied = new Failure({
  code: 'access-denied',
  attempt: { action: 'upload', key: 'users/o/1/夏天.jpg', name: '夏天.jpg' },
  detail: 'Access Denied.',
  status: 403,
  serviceCode: 'AccessDenied',
  requestId: 'NjFhYmM=',
});

test('a failure says what was attempted, why it failed, what to do, and what to report', () => {
  expect(describeFailure(denied, 'upload', en)).toMatchObject({
    code: 'access-denied',
    heading: 'Could not upload “夏天.jpg”',
    help: 'retry',
    helpLabel: 'Try again',
    codeLine: 'access-denied · 403 · AccessDenied',
    requestLine: 'Request NjFhYmM=',
    report: [
      'action: upload',
      'file: 夏天.jpg',
      'code: access-denied',
      'status: 403',
      'service code: AccessDenied',
      'request id: NjFhYmM=',
      'message: Access Denied.',
    ].join('\n'),
  });
  expect(describeFailure(denied, 'upload', zh)).toMatchObject({
    heading: '没能上传“夏天.jpg”',
    helpLabel: '重试',
    requestLine: '请求 NjFhYmM=',
  });
});

test('it is plain data: it goes through setData', () => {
  const view = describeFailure(denied, 'upload', en);
  expect(JSON.parse(JSON.stringify(view))).toEqual(view);
});

test('what is not known is left out', () => {
  const view = describeFailure(
    new Failure({ code: 'timeout', attempt: { action: 'list' }, detail: 'time out' }),
    'list',
    en,
  );
  expect(view.codeLine).toBe('timeout');
  expect(view.requestLine).toBe('');
  expect(view.report).toBe('action: list\ncode: timeout\nmessage: time out');
});

test('something thrown that is no failure is an unknown one of the given action', () => {
  expect(describeFailure(new TypeError('x is not a function'), 'open', en)).toMatchObject({
    code: 'unknown',
    heading: 'Could not open the file',
    report: 'action: open\ncode: unknown\nmessage: TypeError: x is not a function',
  });
});

test('a refused album leads to the settings, a hopeless retry is not offered', () => {
  const of = (code: 'album-refused' | 'file-empty') =>
    describeFailure(new Failure({ code, attempt: { action: 'save' }, detail: '' }), 'save', en);
  expect(of('album-refused')).toMatchObject({ help: 'settings', helpLabel: 'Open settings' });
  expect(of('file-empty')).toMatchObject({ help: 'none', helpLabel: '' });
});

test('a long name is cut in the heading', () => {
  const failure = new Failure({
    code: 'name-too-long',
    attempt: { action: 'upload', name: `${'长'.repeat(300)}.jpg` },
    detail: '',
    params: { limit: 850 },
  });
  const view = describeFailure(failure, 'upload', en);
  expect(view.heading.length).toBeLessThan(50);
  expect(view.heading).toContain('.jpg”');
  expect(view.cause).toContain('850 bytes');
});

describe.each([
  ['en', en],
  ['zh', zh],
])('help is precise in %s', (_language, texts) => {
  const adviceOn = (code: Failure['code'], params: Failure['params']) => texts.failures[code](params);

  test('a domain that is not listed', () => {
    const { cause, advice } = adviceOn('domain-not-listed', {
      host: 'cos.ap-guangzhou.myqcloud.com',
      list: 'downloadFile',
    });
    expect(cause).toContain('downloadFile');
    for (const part of ['https://cos.ap-guangzhou.myqcloud.com', 'request', 'uploadFile', 'downloadFile']) {
      expect(advice).toContain(part);
    }
  });

  test('a refused path style names the line to change', () => {
    const { advice } = adviceOn('path-style-refused', { bucket: 'examplebucket-1250000000' });
    expect(advice).toContain("addressing: 'virtual-hosted'");
    expect(advice).toContain('cos/config.ts');
  });

  test('the local cloud that does not run', () => {
    expect(adviceOn('server-unreachable', { host: '127.0.0.1:7301' }).advice).toContain('npm start');
    expect(adviceOn('credential-unreachable', { host: 'localhost:7302' }).advice).toContain('npm start');
    expect(adviceOn('server-unreachable', { host: 'cos.ap-guangzhou.myqcloud.com' }).advice).not.toContain(
      'npm start',
    );
  });

  test('a clock that is slow and one that is fast', () => {
    const slow = adviceOn('clock-skewed', { seconds: -901.2 }).cause;
    const fast = adviceOn('clock-skewed', { seconds: 901.2 }).cause;
    expect(slow).toContain('901');
    expect(slow).not.toBe(fast);
  });
});
