import { Failure } from '../../miniprogram/cos/failures/Failure';
import { failureFrom } from '../../miniprogram/cos/failures/failureFrom';

const attempt = { action: 'list' } as const;
const target = { host: 'cos.ap-guangzhou.myqcloud.com', bucket: 'examplebucket-1250000000' };

test.each([
  ['request:fail url not in domain list', 'domain-not-listed', { host: target.host, list: 'request' }],
  ['uploadFile:fail url not in domain list:cos.x.com', 'domain-not-listed', { list: 'uploadFile' }],
  ['downloadFile:fail url not in domain list', 'domain-not-listed', { list: 'downloadFile' }],
  ['request:fail timeout', 'timeout', { host: target.host }],
  ['request:fail 未能连接到服务器。', 'server-unreachable', { host: target.host }],
  ['request:fail interrupted', 'network-interrupted', {}],
])('%s is %s, and tells what is known', (errMsg, code, params) => {
  expect(failureFrom({ errMsg }, attempt, target)).toMatchObject({ code, detail: errMsg, params });
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
