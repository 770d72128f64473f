import { send, sendRaw } from './support/send';
import { bucket, region, rootKey, startTestServer, type TestServer } from './support/startTestServer';
import { below, type Key, type Statement, temporaryKey } from './support/temporaryKey';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await send(server, rootKey, { method: 'PUT', path: '/users/me/a.txt', body: 'mine' });
  await send(server, rootKey, { method: 'PUT', path: '/users/you/a.txt', body: 'yours' });
});
afterAll(() => server.remove());

const allow = (rest: Partial<Statement>): Statement => ({
  effect: 'allow',
  action: 'name/cos:GetObject',
  resource: below('users/me/'),
  ...rest,
});

const get = { path: '/users/me/a.txt' };

test.each([
  ['the bucket with its APPID', `qcs::cos:${region}:uid/1250000000:${bucket}/users/me/*`, 200],
  ['the older form', `qcs::cos:${region}:uid/1250000000:prefix//1250000000/examplebucket/users/me/*`, 200],
  ['no region', `qcs::cos::uid/1250000000:${bucket}/users/me/*`, 200],
  ['everything', '*', 200],
  ['one key', `qcs::cos:${region}:uid/1250000000:${bucket}/users/me/a.txt`, 200],
  ['a prefix without a wildcard', `qcs::cos:${region}:uid/1250000000:${bucket}/users/me/`, 403],
  ['another bucket', `qcs::cos:${region}:uid/1250000000:other-1250000000/*`, 403],
  ['another region', `qcs::cos:ap-beijing:uid/1250000000:${bucket}/*`, 403],
  ['another account', `qcs::cos:${region}:uid/1250000001:${bucket}/*`, 403],
])('a resource that names %s', async (_, resource, status) => {
  expect((await send(server, temporaryKey([allow({ resource })]), get)).status).toBe(status);
});

test.each([
  ['name/cos:GetObject', 200],
  ['cos:GetObject', 200],
  ['name/cos:*', 200],
  ['*', 200],
  ['name/cos:Get*', 200],
  ['name/cos:HeadObject', 403],
])('the action %s', async (action, status) => {
  expect((await send(server, temporaryKey([allow({ action })]), get)).status).toBe(status);
});

test('a deny counts more than any allow', async () => {
  const key = temporaryKey([
    allow({ resource: '*' }),
    { effect: 'deny', action: 'name/cos:GetObject', resource: below('users/me/') },
  ]);
  expect((await send(server, key, get)).code).toBe('AccessDenied');
  expect((await send(server, key, { path: '/users/you/a.txt' })).text).toBe('yours');
  expect(server.requests().find(({ status }) => status === 403)?.reason).toContain('policy');
});

test.each([
  ['string_equal', 'cos:content-type', 'text/plain', 'text/plain', 200],
  ['string_equal', 'cos:content-type', ['a/b', 'text/plain'], 'text/plain', 200],
  ['string_equal', 'cos:content-type', 'text/plain', 'image/png', 403],
  ['string_equal', 'cos:content-type', 'text/plain', undefined, 403],
  ['string_equal_if_exist', 'cos:content-type', 'text/plain', undefined, 200],
  ['string_equal_if_exist', 'cos:content-type', 'text/plain', 'image/png', 403],
  ['string_not_equal', 'cos:content-type', ['image/png', 'image/gif'], 'image/gif', 403],
  ['string_not_equal', 'cos:content-type', ['image/png', 'image/gif'], 'text/plain', 200],
  ['string_like', 'cos:content-type', 'image/*', 'image/png', 200],
  ['string_like', 'cos:content-type', 'image/*', 'text/plain', 403],
  ['numeric_less_than_equal', 'cos:content-length', 4, 'text/plain', 200],
  ['numeric_less_than', 'cos:content-length', 4, 'text/plain', 403],
  ['numeric_greater_than_equal', 'cos:content-length', '4', 'text/plain', 200],
  ['ip_equal', 'qcs:ip', ['10.0.0.0/8', '127.0.0.0/8'], undefined, 200],
  ['ip_equal', 'qcs:ip', '10.0.0.1', undefined, 403],
  ['ip_not_equal', 'qcs:ip', '127.0.0.1', undefined, 403],
  ['unheard_of', 'cos:content-type', 'text/plain', 'text/plain', 403],
])('%s %s %j with content-type %s', async (operator, name, expected, contentType, status) => {
  const key = temporaryKey([
    allow({ action: 'name/cos:PutObject', condition: { [operator]: { [name]: expected } } }),
  ]);
  const answer = await send(server, key, {
    method: 'PUT',
    path: '/users/me/b',
    body: 'four',
    ...(contentType && { unsigned: { 'content-type': contentType } }),
  });
  expect(answer.status).toBe(status);
});

test('an unknown operator in a deny denies', async () => {
  const condition = { unheard_of: { 'cos:content-type': 'x' } };
  const key = temporaryKey([allow({}), { ...allow({ condition }), effect: 'deny' }]);
  expect((await send(server, key, get)).status).toBe(403);
});

test.each([
  ['the resource', below('users/me/'), undefined],
  ['a condition', '*', { string_like: { 'cos:prefix': 'users/me/*' } }],
])('a list is limited by %s to its prefix', async (_, resource, condition) => {
  const key = temporaryKey([
    allow({ action: 'name/cos:GetBucket', resource, ...(condition && { condition }) }),
  ]);
  const list = (query: Record<string, string>) => send(server, key, { path: '/', query });
  expect((await list({ prefix: 'users/me/' })).text).toContain('<Key>users/me/a.txt</Key>');
  expect((await list({ prefix: 'users/me/a' })).status).toBe(200);
  for (const query of [
    { prefix: 'users/me' },
    { prefix: '' },
    { prefix: 'users/you/' },
    { marker: 'users/me/' },
  ]) {
    expect((await list(query as Record<string, string>)).code).toBe('AccessDenied');
  }
});

test('many keys are deleted as far as the key may', async () => {
  await send(server, rootKey, { method: 'PUT', path: '/users/me/gone', body: '' });
  const key = temporaryKey([allow({ action: ['name/cos:DeleteObject', 'name/cos:DeleteMultipleObjects'] })]);
  const answer = await deleteKeys(key, ['users/me/gone', 'users/you/a.txt']);
  expect(answer.text).toContain('<Deleted><Key>users/me/gone</Key></Deleted>');
  expect(answer.text).toContain('<Error><Key>users/you/a.txt</Key><Code>AccessDenied</Code>');
  expect((await send(server, rootKey, { path: '/users/you/a.txt' })).text).toBe('yours');
});

test.each(['DeleteObject', 'DeleteMultipleObjects'])('%s alone deletes no list', async (action) => {
  await send(server, rootKey, { method: 'PUT', path: '/users/me/kept', body: 'kept' });
  const key = temporaryKey([allow({ action: `name/cos:${action}` })]);
  expect((await deleteKeys(key, ['users/me/kept'])).text).toContain(
    '<Error><Key>users/me/kept</Key><Code>AccessDenied</Code>',
  );
  expect((await send(server, rootKey, { path: '/users/me/kept' })).text).toBe('kept');
  expect(
    server.requests().find(({ operation }) => operation === 'DeleteMultipleObjects')?.reason,
  ).toBeDefined();
});

test('a list without a signature deletes nothing', async () => {
  const answer = await sendRaw(server, {
    method: 'POST',
    path: '/?delete',
    body: '<Delete><Object><Key>users/me/a.txt</Key></Object></Delete>',
  });
  expect(answer).toMatchObject({ status: 403, code: 'AccessDenied' });
  expect((await send(server, rootKey, get)).text).toBe('mine');
});

function deleteKeys(key: Key, keys: string[]) {
  const objects = keys.map((name) => `<Object><Key>${name}</Key></Object>`).join('');
  return send(server, key, {
    method: 'POST',
    path: '/',
    query: { delete: '' },
    body: `<Delete>${objects}</Delete>`,
  });
}

test('a policy with wildcards that invite backtracking is decided at once', async () => {
  const began = performance.now();
  const key = temporaryKey([allow({ resource: `${below('')}${'*a'.repeat(200)}b` })]);
  await send(server, key, { path: `/${'a'.repeat(800)}` });
  expect(performance.now() - began).toBeLessThan(1000);
});
