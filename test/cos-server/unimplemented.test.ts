import { send } from './support/send';
import { rootKey, startTestServer, type TestServer } from './support/startTestServer';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await send(server, rootKey, { method: 'PUT', path: '/a', body: 'kept' });
});
afterAll(() => server.remove());

const ofBucket = [
  ...['acl', 'cors', 'policy', 'tagging', 'lifecycle', 'versioning', 'replication', 'website', 'referer'],
  ...['domain', 'origin', 'logging', 'inventory', 'accelerate', 'location', 'versions'],
];

/** The operations of cos-wx-sdk-v5 that this server does not have, as that SDK sends them. */
const requests: [method: string, path: string, parameter: string][] = [
  ...ofBucket.flatMap((name): [string, string, string][] => [
    ['GET', '/', name],
    ['PUT', '/', name],
    ['DELETE', '/', name],
  ]),
  ['PUT', '/', ''],
  ['DELETE', '/', ''],
  ['GET', '/a', 'acl'],
  ['PUT', '/a', 'acl'],
  ['POST', '/a', 'restore'],
  ['GET', '/a', 'tagging'],
  ['PUT', '/a', 'tagging'],
  ['DELETE', '/a', 'tagging'],
  ['POST', '/a', 'append'],
  ['POST', '/a', 'select'],
];

test.each(requests)('%s %s?%s is 501 NotImplemented and changes nothing', async (method, path, parameter) => {
  const query: Record<string, string> = parameter === '' ? {} : { [parameter]: '' };
  const answer = await send(server, rootKey, { method, path, query, body: method === 'GET' ? '' : 'x' });
  expect(answer).toMatchObject({ status: 501, code: 'NotImplemented' });
  expect(answer.headers['content-type']).toBe('application/xml');
  expect((await send(server, rootKey, { path: '/a' })).text).toBe('kept');
});
