import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createPolicy,
  type Policy,
  type Statement,
} from '../../cloudfunctions/cos-credentials/src/createPolicy';
import { readPolicy } from '../../dev/sts-server/readPolicy';
import { actions } from '../../miniprogram/cos/actions';

const settings = {
  bucket: 'examplebucket-1250000000',
  appId: '1250000000',
  region: 'ap-guangzhou',
  maxUploadBytes: 1000,
};
const policy = createPolicy(settings, 'oAlice');
const allowing = policy.statement.filter(({ effect }) => effect === 'allow');

function statementFor(action: string): Statement {
  const found = allowing.filter((statement) => statement.action.includes(action));
  if (found.length !== 1 || !found[0]) throw new Error(`${found.length} statements allow ${action}, not one`);
  return found[0];
}

/** The wildcard of CAM: any text, none included. */
function isLike(pattern: string, text: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(text);
}

test('allows every operation of the client once, and nothing else', () => {
  const allowed = allowing.flatMap(({ action }) => action).sort();
  expect(allowed).toEqual(Object.values(actions).sort());
});

test('names the prefix of the user in every statement, and no wildcard before its end', () => {
  for (const { resource } of policy.statement) {
    expect(resource).toEqual([
      'qcs::cos:ap-guangzhou:uid/1250000000:examplebucket-1250000000/users/oAlice/*',
    ]);
  }
});

test.each([
  'users/oAliceToo/a.jpg',
  'users/oBob/a.jpg',
  'users/',
  'users/oAlice',
  '',
  'a.jpg',
  'Users/oAlice/a',
])('does not reach %j', (key) => {
  const [pattern] = policy.statement[0]?.resource ?? [];
  expect(isLike(pattern ?? '', `qcs::cos:ap-guangzhou:uid/1250000000:examplebucket-1250000000/${key}`)).toBe(
    false,
  );
});

test.each([actions.getBucket, actions.multipartList])('%s lists the prefix of the user only', (action) => {
  const like = statementFor(action).condition?.string_like?.['cos:prefix'] as string[];
  const lists = (prefix: string) => like.some((pattern) => isLike(pattern, prefix));
  expect(lists('users/oAlice/')).toBe(true);
  expect(lists('users/oAlice/2024/')).toBe(true);
  // As it is spelled in the URL.
  expect(lists('users%2FoAlice%2F')).toBe(true);
  for (const prefix of ['', 'users/', 'users/oAlice', 'users/oBob/', 'users/oAliceToo/', 'users%2FoBob%2F']) {
    expect(lists(prefix)).toBe(false);
  }
});

describe('size', () => {
  const limit = (action: string) =>
    statementFor(action).condition?.numeric_less_than_equal?.['cos:content-length'];

  test('a part of an object is as large as the setting at most', () => {
    expect(limit(actions.multipartUpload)).toBe(1000);
  });

  test('a form may have its fields and the token besides the file', () => {
    expect(limit(actions.postObject)).toBe(1000 + 64 * 1024);
  });
});

describe('type', () => {
  const likes = (statement: Statement | undefined) =>
    (statement?.condition?.string_like?.['cos:content-type'] ?? []) as string[];
  const denying = policy.statement.filter(({ effect }) => effect === 'deny');
  const isTaken = (action: string, type: string) =>
    likes(statementFor(action)).some((pattern) => isLike(pattern, type)) &&
    !denying
      .filter((statement) => statement.action.includes(action))
      .some((statement) => likes(statement).some((pattern) => isLike(pattern, type)));

  test.each([
    'image/jpeg',
    'image/heic',
    'video/mp4',
    'audio/mpeg',
    'text/plain;charset=UTF-8',
    'text/csv',
    'application/octet-stream',
    'application/pdf',
    'application/zip',
    'application/postscript',
    'application/vnd.ms-excel',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'application/json',
  ])('%s is taken', (type) => {
    expect(isTaken(actions.multipartInit, type)).toBe(true);
  });

  test.each([
    'text/html',
    'text/html; charset=utf-8',
    'application/xhtml+xml',
    'image/svg+xml',
    'text/xml',
    'application/xml',
    'application/atom+xml',
    'application/javascript',
    'text/javascript',
    'multipart/related',
    'message/rfc822',
    '',
  ])('%j is refused', (type) => {
    expect(isTaken(actions.multipartInit, type)).toBe(false);
  });

  test('a form and a part, whose header has not the type of the object, are not asked for one', () => {
    for (const action of [actions.postObject, actions.multipartUpload]) {
      expect(likes(statementFor(action))).toEqual([]);
      expect(denying.some((statement) => statement.action.includes(action))).toBe(false);
    }
  });
});

test('is a policy by the rules of STS, and short', () => {
  const longest = createPolicy({ ...settings, bucket: `${'b'.repeat(49)}-1250000000` }, 'o'.repeat(28));
  expect(readPolicy(encodeURIComponent(JSON.stringify(longest)))).toEqual(longest satisfies Policy);
  expect(JSON.stringify(longest).length).toBeLessThan(3000);
});

test("the sub-account's policy in the README allows what a key may need, and asking for one", () => {
  const readme = readFileSync(join(__dirname, '../../cloudfunctions/cos-credentials/README.md'), 'utf8');
  const [, text = ''] = /```json\n(\{\n {2}"version"[^`]*)```/.exec(readme) ?? [];
  const { statement } = readPolicy(text) as Policy;
  expect(statement.flatMap(({ action }) => action).sort()).toEqual(
    [...Object.values(actions), 'name/sts:GetFederationToken'].sort(),
  );
});
