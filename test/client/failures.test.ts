import { Failure } from '../../miniprogram/cos/failures/Failure';
import { failureFrom } from '../../miniprogram/cos/failures/failureFrom';

const attempt = { action: 'list' } as const;
const target = { host: 'cos.ap-guangzhou.myqcloud.com', bucket: 'examplebucket-1250000000' };

test.each([
  ['request:fail url not in domain list', 'domain-not-listed', { host: target.host, list: 'request' }],
  ['uploadFile:fail url not in domain list:cos.x.com', 'domain-not-listed', { list: 'uploadFile' }],
  ['downloadFile:fail url not in domain list', 'domain-not-listed', { list: 'downloadFile' }],
  ['request:fail timeout', 'timeout', { host: target.host }],
  ['uploadFile:fail upload fail:-7:net::ERR_TIMED_OUT', 'timeout', {}],
  ['request:fail socket timeout', 'timeout', {}],
  ['uploadFile:fail fail:network interrupted error', 'network-interrupted', {}],
  ['request:fail interrupted', 'network-interrupted', {}],
  ['request:fail 似乎已断开与互联网的连接。', 'network-interrupted', {}],
  ['request:fail something new', 'connection-failed', {}],
  [
    'request:fail errcode:-102 cronet_error_code:-102 error_msg:net::ERR_CONNECTION_REFUSED',
    'server-unreachable',
    { host: target.host },
  ],
  ['request:fail 未能连接到服务器。', 'server-unreachable', {}],
  ['downloadFile:fail abort', 'cancelled', {}],
  ['saveImageToPhotosAlbum:fail auth deny', 'album-refused', {}],
  ['saveVideoToPhotosAlbum:fail:auth denied', 'album-refused', {}],
  ['saveImageToPhotosAlbum:fail authorize no response', 'album-refused', {}],
  ['saveVideoToPhotosAlbum:fail invalid video', 'album-type', {}],
  ['openDocument:fail filetype not supported', 'document-type', {}],
  ['readFile:fail no such file or directory http://tmp/a', 'file-unreadable', {}],
  ['chooseMedia:fail something new', 'unknown', {}],
])('%s is %s', (errMsg, code, params) => {
  expect(failureFrom({ errMsg }, attempt, target)).toMatchObject({ code, detail: errMsg, params });
  // The SDK passes errMsg on as `error`, sliceUploadFile once more wrapped.
  expect(failureFrom({ error: errMsg }, attempt, target)).toMatchObject({ code, detail: errMsg });
  expect(failureFrom({ error: { error: errMsg } }, attempt, target)).toMatchObject({ code });
});

test.each([
  [600002, 'domain-not-listed'],
  [600003, 'network-interrupted'],
  [104, 'privacy-refused'],
  [112, 'privacy-undeclared'],
  [1300202, 'storage-full'],
])('errno %d is enough', (errno, code) => {
  expect(failureFrom({ errMsg: 'x:fail in words to come', errno }, attempt)).toMatchObject({ code });
});

test.each([
  [403, 'access-denied'],
  [404, 'object-missing'],
  [502, 'server-error'],
  [418, 'unknown'],
])('status %d without a body has a code', (statusCode, code) => {
  expect(failureFrom({ error: {}, statusCode }, attempt)).toMatchObject({ code, status: statusCode });
});

test('what the SDK wraps is found', () => {
  const error = {
    UploadId: '1',
    error: {
      error: { Code: 'RequestTimeTooSkewed', Message: 'Too far.', RequestId: 'NjFh' },
      statusCode: 403,
      headers: { 'x-cos-request-id': 'NjFh', date: new Date(Date.now() - 3_600_000).toUTCString() },
    },
  };
  const failure = failureFrom(error, attempt);
  expect(failure).toMatchObject({
    code: 'clock-skewed',
    status: 403,
    serviceCode: 'RequestTimeTooSkewed',
    requestId: 'NjFh',
    detail: 'RequestTimeTooSkewed Too far.',
  });
});

test('only the failure of a credential is told as the failure of what it was wanted for', () => {
  const told = (action: 'credential' | 'save') =>
    failureFrom(new Failure({ code: 'timeout', attempt: { action }, detail: '' }), attempt).attempt.action;
  expect(told('credential')).toBe('list');
  expect(told('save')).toBe('save');
});

test('anything can be thrown', () => {
  for (const thrown of [undefined, null, 5, '', new Error('x'), {}, []]) {
    expect(failureFrom(thrown, attempt)).toMatchObject({ code: 'unknown', attempt });
  }
});
