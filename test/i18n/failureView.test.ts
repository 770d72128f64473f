import { Failure } from '../../miniprogram/cos/failures/Failure';
import { failureFrom } from '../../miniprogram/cos/failures/failureFrom';
import { failureGroups } from '../../miniprogram/cos/i18n/failureGroups';
import { failureView } from '../../miniprogram/cos/i18n/failureView';
import { screensEn as en } from '../../miniprogram/cos/i18n/screens.en';
import { screensZh as zh } from '../../miniprogram/cos/i18n/screens.zh';
import { textOf } from '../../miniprogram/cos/i18n/textOf';

const denied = new Failure({
  code: 'access-denied',
  attempt: { action: 'upload', key: 'users/o/1/夏天.jpg', name: '夏天.jpg' },
  detail: 'Access Denied.',
  status: 403,
  serviceCode: 'AccessDenied',
  requestId: 'NjFhYmM=',
});

test('a failure says what was attempted, why it failed, what to do, and what to report', () => {
  expect(failureView(denied, 'upload', en)).toMatchObject({
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
  expect(failureView(denied, 'upload', zh)).toMatchObject({
    heading: '没能上传“夏天.jpg”',
    helpLabel: '重试',
    requestLine: '请求 NjFhYmM=',
  });
});

test('the doctor is named where it has something to find', () => {
  const doctorFor = (code: Failure['code']) =>
    failureView(new Failure({ code, attempt: { action: 'upload' }, detail: '' }), 'upload', en).doctorLabel;
  expect((['access-denied', 'timeout', 'unknown'] as const).map(doctorFor)).not.toContain('');
  expect((['file-empty', 'name-too-long', 'cancelled'] as const).map(doctorFor)).toEqual(['', '', '']);
});

test('it is plain data: it goes through setData', () => {
  const view = failureView(denied, 'upload', en);
  expect(JSON.parse(JSON.stringify(view))).toEqual(view);
});

test('what is not known is left out', () => {
  const view = failureView(
    new Failure({ code: 'timeout', attempt: { action: 'list' }, detail: 'time out' }),
    'list',
    en,
  );
  expect(view.codeLine).toBe('timeout');
  expect(view.requestLine).toBe('');
  expect(view.report).toBe('action: list\ncode: timeout\nmessage: time out');
});

test('a code that another version wrote down is an unknown one, and breaks no page', () => {
  const failure = new Failure({ ...denied, code: 'of-another-version' as 'unknown' });
  expect(failureView(failure, 'upload', en)).toMatchObject(en.failures.unknown);
  const uploads = [{ id: '1', state: { name: 'failed', failure } }];
  expect(failureGroups(uploads, zh)).toMatchObject([{ failure: zh.failures.unknown }]);
});

test('something thrown that is no failure is an unknown one of the given action', () => {
  expect(failureView(new TypeError('x is not a function'), 'open', en)).toMatchObject({
    code: 'unknown',
    heading: 'Could not open the file',
    report: 'action: open\ncode: unknown\nmessage: TypeError: x is not a function',
  });
});

test('a refused album leads to the settings, a hopeless retry is not offered', () => {
  const of = (code: 'album-refused' | 'file-empty') =>
    failureView(new Failure({ code, attempt: { action: 'save' }, detail: '' }), 'save', en);
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
  const view = failureView(failure, 'upload', en);
  expect(view.heading.length).toBeLessThan(50);
  expect(view.heading).toContain('.jpg”');
  expect(view.cause).toContain('850 bytes');
});

describe.each([
  ['en', en],
  ['zh', zh],
])('help is precise in %s', (_language, texts) => {
  const adviceOn = (code: Failure['code'], params: Failure['params']) => textOf({ code, params }, texts);

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

  test('a file that is too large for a download is not chosen anew', () => {
    const chosen = adviceOn('too-large', { limit: 1 });
    const stored = adviceOn('too-large', { kind: 'download', limit: 209_715_200 });
    expect(stored.cause).toContain('200 MB');
    expect(stored.advice).not.toBe(chosen.advice);
    const old = { errMsg: 'downloadFile:fail exceed max file size' };
    expect(failureFrom(old, { action: 'save' }).params).toEqual({ kind: 'download' });
  });

  test('the local cloud that does not run', () => {
    expect(adviceOn('server-unreachable', { host: '127.0.0.1:7301' }).advice).toContain('npm start');
    expect(adviceOn('credential-unreachable', { host: 'localhost:7302' }).advice).toContain('npm start');
    expect(adviceOn('server-unreachable', { host: 'cos.ap-guangzhou.myqcloud.com' }).advice).not.toContain(
      'npm start',
    );
  });

  test('a clock that is slow and one that is fast', () => {
    const slow = adviceOn('clock-skewed', { kind: 'phone', seconds: -901.2 }).cause;
    const fast = adviceOn('clock-skewed', { kind: 'phone', seconds: 901.2 }).cause;
    expect(slow).toContain('901');
    expect(slow).not.toBe(fast);
  });
});

describe('the report is safe to send to anybody', () => {
  const secret = {
    id: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA',
    key: 'Gu5t9xGARNpq86cd98joQYCN3Cozk1qA',
    // Of base64 with many slashes, no part looks like a key.
    slashedKey: 'aB3x/YzW9k/LmQ8w/eRtY7/uIoP6/aSdF5/gHjK4/lZxC=',
    temporaryKey: 'PjZ1hbZB3qUeTh0EXAMPLEKEYw+9b/C7oE4XxkF2yUc=',
    token: 'hPzyaM7Ysqd0b1PWLCTfXm3k8QEXAMPLETOKENq1a5b8c2d4e6f7_9-0AB',
    signature: '3b8851a11a569213c17ba8fa7dcf2abec6935172',
  };
  const query = `q-sign-algorithm=sha1&q-ak=${secret.id}&q-sign-time=1557989151;1557996351&q-header-list=host&q-signature=${secret.signature}&x-cos-security-token=${secret.token}`;
  const url = 'https://cos.ap-guangzhou.myqcloud.com/examplebucket-1250000000/users/o/1-a.jpg';

  test.each([
    ['a signed URL', `downloadFile:fail ${url}?${query}`],
    ['a signed URL in quotes', `request:fail "${url}?${query}" is blocked`],
    ['one with a fragment', `request:fail ${url}#${query}`],
    ['one that is encoded in another', `fail https://a.example/?u=${encodeURIComponent(`${url}?${query}`)}`],
    ['the query alone', `invalid query ${query}`],
    ['an encoded query alone', `invalid query ${encodeURIComponent(query)}`],
    ['a header', `Authorization: ${query}`],
    [
      'the answer of the key service',
      JSON.stringify({
        tmpSecretId: secret.id,
        tmpSecretKey: secret.temporaryKey,
        sessionToken: secret.token,
      }),
    ],
    ['the same made JSON twice', JSON.stringify(JSON.stringify({ tmpSecretKey: secret.slashedKey }))],
    ['settings', `SECRET_ID=${secret.id} SECRET_KEY=${secret.key}`],
    ['settings in words', `SecretKey is ${secret.key}, token: ${secret.token}`],
    ['a key alone', `what is ${secret.key}?`],
    ['a temporary key alone', `what is ${secret.temporaryKey}?`],
    ['a string to sign', `sha1\n1557989151;1557996351\n${secret.signature}\n`],
  ])('%s in the message is cut', (_what, detail) => {
    for (const code of ['unknown', 'credential-refused'] as const) {
      const failure = new Failure({
        code,
        attempt: { action: 'upload', name: 'a.jpg' },
        detail,
        method: 'GET',
        url: `${url}?${query}`,
        params: { reason: detail },
      });
      for (const texts of [en, zh]) {
        const shown = Object.values(failureView(failure, 'upload', texts)).join('\n');
        for (const value of Object.values(secret)) {
          expect(shown).not.toContain(value);
          expect(shown).not.toContain(encodeURIComponent(value));
        }
      }
    }
  });

  test('nor is a URL with its signature kept', () => {
    const failure = new Failure({
      code: 'timeout',
      attempt: { action: 'save' },
      detail: '',
      url: `${url}?${query}`,
    });
    expect(failure.url).toBe(url);
  });

  test('a page that came as the message does not fill the clipboard', () => {
    const detail = `<html>${'x '.repeat(100_000)}</html>`;
    const failure = new Failure({ code: 'unknown', attempt: { action: 'save' }, detail });
    const { report, messageLine } = failureView(failure, 'save', en);
    expect(report.length).toBeLessThan(1200);
    expect(messageLine.length).toBeLessThanOrEqual(200);
  });

  test('and what helps to find the fault stays', () => {
    const failure = new Failure({
      code: 'timeout',
      attempt: { action: 'save', name: 'IMG_20261124_103000.jpg' },
      detail: `downloadFile:fail timeout ${url}?${query} wxfile://usr/cos-temporary/IMG_20261124_103000_2.jpg, see 436/7730`,
      status: 403,
      requestId: 'NjFhYmM=',
      method: 'GET',
      url,
    });
    expect(failureView(failure, 'save', en).report).toBe(
      [
        'action: save',
        'file: IMG_20261124_103000.jpg',
        'code: timeout',
        'status: 403',
        'request id: NjFhYmM=',
        'method: GET',
        `url: ${url}`,
        `message: downloadFile:fail timeout ${url} wxfile://usr/cos-temporary/IMG_20261124_103000_2.jpg, see 436/7730`,
      ].join('\n'),
    );
  });
});

test('only what has failed gets a card: what waits for the network will go on by itself', () => {
  const item = (id: string, name: string) => ({ id, state: { name, failure: denied } });
  const [group, ...others] = failureGroups([item('1', 'waiting'), item('2', 'failed')], en);
  expect(group?.uploads.map(({ id }) => id)).toEqual(['2']);
  expect(others).toEqual([]);
});

test('files that a key does not allow for one reason share a card, however long each is', () => {
  const item = (id: string, bytes: number) => {
    const params = { kind: 'size', action: 'name/cos:PostObject', bytes, maxBytes: 5 };
    return { id, state: { name: 'failed', failure: new Failure({ ...denied, params }) } };
  };
  const [group, ...others] = failureGroups([item('1', 6), item('2', 7)], en);
  expect(group?.uploads.map(({ id }) => id)).toEqual(['1', '2']);
  expect(group?.failure.cause).toContain('has 6 bytes');
  expect(others).toEqual([]);
});

test('a long key is shortened in the sentence, and whole in the report', () => {
  const key = `users/oBob/${'夏'.repeat(250)}.jpg`;
  const refused = new Failure({ ...denied, params: { kind: 'prefix', prefix: 'users/o/', key } });
  const { cause, report } = failureView(refused, 'upload', en);
  expect(cause.length).toBeLessThan(200);
  expect(cause).toMatch(/users\/oBob\/夏+…夏夏\.jpg/);
  expect(report).toContain(key);
});
