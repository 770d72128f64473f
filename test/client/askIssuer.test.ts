import type { CredentialSource } from '../../miniprogram/cos/client/CosConfig';
import type { Failure } from '../../miniprogram/cos/failures/Failure';
import type { FailureCode } from '../../miniprogram/cos/failures/FailureCode';
import { load, useHost } from './support/useHost';

/** Why no temporary key is to be had: the cause that WeChat or the service names, never only "did not answer". */

const { phone, cloud } = useHost();
const { askIssuer } = load<typeof import('../../miniprogram/cos/client/askIssuer')>('client/askIssuer');

const attempt = { action: 'credential' } as const;
const failureFor = (source: CredentialSource): Promise<Failure> =>
  askIssuer(source, attempt).then(
    () => Promise.reject(new Error('it did not fail')),
    (failure) => failure,
  );
const endpoint = () => ({ url: `${cloud.url}/credentials?app=1` });

test.each<[string, FailureCode, object]>([
  ['request:fail url not in domain list', 'domain-not-listed', { list: 'request' }],
  ['request:fail ssl hand shake error', 'tls', {}],
  ['request:fail Invalid URL passed to App.getProxyForURL()', 'address-malformed', {}],
  ['request:fail createRequestTask:fail exceed max request connection count 10', 'too-many-requests', {}],
  ['request:fail timeout', 'credential-timeout', {}],
  ['request:fail interrupted', 'credential-unreachable', {}],
  ['request:fail something new', 'credential-unreachable', {}],
])('an endpoint that cannot be asked, %s, is %s', async (errMsg, code, params) => {
  const thrown = { errMsg };
  phone.calls.failNext('request', thrown);
  const host = cloud.url.slice('http://'.length);
  expect(await failureFor(endpoint())).toMatchObject({
    code,
    detail: errMsg,
    method: 'POST',
    url: `${cloud.url}/credentials`,
    params: code === 'too-many-requests' ? {} : { host, ...params },
    cause: thrown,
  });
});

test('a page in place of the answer is somebody else’s', async () => {
  cloud.issue = () => ({ status: 200, body: '<!DOCTYPE html><html><title>Log in to Wi-Fi</title></html>' });
  const host = cloud.url.slice('http://'.length);
  expect(await failureFor({ url: `${cloud.url}/credentials` })).toMatchObject({
    code: 'foreign-answer',
    status: 200,
    method: 'POST',
    url: `${cloud.url}/credentials`,
    params: { host },
  });
});

test.each<[string, FailureCode]>([
  ['login:fail timeout', 'credential-timeout'],
  ['login:fail ssl hand shake error', 'tls'],
  ['login:fail something new', 'credential-unreachable'],
])('a login that fails, %s, is %s', async (errMsg, code) => {
  const thrown = { errMsg };
  phone.calls.failNext('login', thrown);
  const failure = await failureFor(endpoint());
  expect(failure).toMatchObject({ code, detail: errMsg, cause: thrown });
  // It is WeChat that did not answer, not the endpoint.
  expect(failure.url).toBeUndefined();
});

test.each<[string, FailureCode]>([
  ['Error: errCode: -501000 | errMsg: FunctionName parameter could not be found', 'function-missing'],
  ['Error: errCode: -404011 cloud function execution error | errMsg: Error: no key', 'credential-refused'],
  ['Error: errCode: -501002 resource server timeout | errMsg: …', 'credential-timeout'],
  ['Error: errCode: -504003 | errMsg: Invoking task timed out after 3 seconds', 'credential-timeout'],
  ['Error: errCode: -404012 polling exceed max timeout retry | errMsg: …', 'credential-timeout'],
  ['Error: errCode: -604102 | errMsg: call timeout', 'credential-timeout'],
  ['Error: errCode: -501004 | errMsg: exceed concurrent request limit', 'too-many-requests'],
  ['Error: errCode: -601003 | errMsg: system network error', 'credential-unreachable'],
  ['Error: errCode: -404006 empty poll result base resp | errMsg: …', 'credential-unreachable'],
  ['Error: errCode: -501001 resource system error | errMsg: …', 'credential-unreachable'],
  ['Error: errCode: -404007 poll result base resp ret abnormal | errMsg: …', 'credential-refused'],
  ['Error: ssl hand shake error', 'tls'],
  ['Error: something about the network', 'credential-unreachable'],
])('a cloud function that fails, %s, is %s', async (message, code) => {
  const errMsg = `cloud.callFunction:fail ${message}`;
  phone.callFunction = () => Promise.reject(new Error(errMsg));
  const failure = await failureFor({ cloudFunction: 'cos-credentials' });
  expect(failure).toMatchObject({ code, detail: errMsg, cause: { errMsg } });
});

test('a number of WeChat cloud counts whole, and only as the number of the error', async () => {
  const errMsg =
    'cloud.callFunction:fail Error: errCode: -504002 | errMsg: Error: bucket b-501002, not -501004';
  phone.callFunction = () => Promise.reject(new Error(errMsg));
  expect(await failureFor({ cloudFunction: 'cos-credentials' })).toMatchObject({
    code: 'credential-refused',
    params: { reason: 'bucket b-501002, not -501004' },
  });
});

test('a WeChat without cloud lacks a function', async () => {
  phone.lacks('cloud');
  const failure = await failureFor({ cloudFunction: 'cos-credentials' });
  expect(failure.code).toBe('not-supported');
  expect(failure.detail).toContain('wx.cloud is absent');
});
