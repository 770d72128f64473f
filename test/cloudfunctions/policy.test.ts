import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allowedBy } from '../../cloudfunctions/cos-credentials/src/allowedBy';
import {
  createPolicy,
  type Policy,
  type Statement,
} from '../../cloudfunctions/cos-credentials/src/createPolicy';
import { readPolicy } from '../../dev/sts-server/readPolicy';
import { actions } from '../../miniprogram/cos/actions';
import { contentTypes, PLAIN_BYTES } from '../../miniprogram/cos/contentTypes';

const settings = {
  bucket: 'examplebucket-1250000000',
  appId: '1250000000',
  region: 'ap-guangzhou',
  maxUploadBytes: 1000,
};
const policy = createPolicy(settings, 'oAlice');

function statementFor(action: string): Statement {
  const found = policy.statement.filter((statement) => statement.action.includes(action));
  if (found.length !== 1 || !found[0]) throw new Error(`${found.length} statements allow ${action}, not one`);
  return found[0];
}

/** The wildcard of CAM: any text, none included. */
function isLike(pattern: string, text: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(text);
}

test('allows every operation of the client once, and nothing else', () => {
  const allowed = policy.statement.flatMap(({ action }) => action).sort();
  expect(allowed).toEqual(Object.values(actions).sort());
});

test('tells the Mini Program what it allows: all of its actions, with their limits', () => {
  const allows = allowedBy(policy);
  expect(Object.keys(allows).sort()).toEqual(Object.values(actions).sort());
  expect(allows).toMatchObject({
    [actions.getBucket]: {},
    [actions.postObject]: { maxBytes: settings.maxUploadBytes + 64 * 1024 },
    [actions.multipartUpload]: { maxBytes: settings.maxUploadBytes + 64 * 1024 },
    [actions.multipartInit]: {
      contentTypes: expect.arrayContaining([...contentTypes.values(), PLAIN_BYTES]),
    },
  });
});

test('lets COS take frames of videos below the same prefix, where the settings say so', () => {
  const { statement } = createPolicy({ ...settings, videoSnapshots: true }, 'oAlice');
  expect(statement.slice(0, -1)).toEqual(policy.statement);
  expect(statement.at(-1)).toEqual({
    effect: 'allow',
    action: ['ci:GenerateSnapshot'],
    resource: ['qcs::ci:ap-guangzhou:uid/1250000000:bucket/examplebucket-1250000000/users/oAlice/*'],
  });
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

  test('a form may have its fields and the token besides the file; a part is no larger', () => {
    expect(limit(actions.postObject)).toBe(1000 + 64 * 1024);
    expect(limit(actions.multipartUpload)).toBe(1000 + 64 * 1024);
  });
});

test('a copy and PutObject have no byte of their own, and make plain bytes of what they give a type', () => {
  for (const action of [actions.putObjectCopy, actions.putObject]) {
    expect(statementFor(action).condition).toEqual({
      numeric_less_than_equal: { 'cos:content-length': 0 },
      string_equal: { 'cos:content-type': [PLAIN_BYTES] },
      string_equal_if_exist: {
        'cos:x-cos-acl': ['default', 'private'],
        'cos:x-cos-storage-class': 'STANDARD',
      },
    });
  }
});

/** What the local server makes of them is in key-limits.test.ts. */
describe('conditions', () => {
  const exactly = (action: string) => statementFor(action).condition?.string_equal;
  const ifThere = (action: string) => statementFor(action).condition?.string_equal_if_exist;

  test('an upload in parts has one of the types that the client sends, written out', () => {
    const types = exactly(actions.multipartInit)?.['cos:content-type'] as string[];
    expect(new Set(types)).toEqual(new Set([...contentTypes.values(), PLAIN_BYTES]));
    expect(new Set(types).size).toBe(types.length);
    for (const type of types) {
      expect(type).toMatch(/^[a-z\d]+\/[a-z\d-]+$/);
      expect(type).not.toMatch(/html|xml|script|svg|xsl|rdf|unknown|multipart/);
    }
  });

  test.each([actions.postObject, actions.multipartInit])(
    '%s leaves the ACL and the storage class',
    (action) => {
      expect(ifThere(action)).toEqual({
        'cos:x-cos-acl': ['default', 'private'],
        'cos:x-cos-storage-class': 'STANDARD',
      });
    },
  );

  test('a download has the type of its object, or plain bytes, in both spellings', () => {
    expect(ifThere(actions.getObject)).toEqual({
      'cos:response-content-type': ['application/octet-stream', 'application%2Foctet-stream'],
    });
  });

  test('use the operators and keys that COS documents, and wildcards at the end alone', () => {
    const conditions = policy.statement.flatMap(({ condition = {} }) => Object.entries(condition));
    for (const [operator, keys] of conditions) {
      // Doc 71306.
      expect(operator).toMatch(/^(string_(equal|not_equal|like)|numeric_less_than_equal)(_if_exist)?$/);
      for (const [key, values] of Object.entries(keys)) {
        expect(key).toMatch(
          /^cos:(content-type|content-length|prefix|response-content-type|x-cos-acl|x-cos-storage-class)$/,
        );
        if (operator !== 'string_like') continue;
        for (const value of [values].flat()) expect(String(value).slice(0, -1)).not.toContain('*');
      }
    }
  });
});

test('is a policy by the rules of STS, and short', () => {
  const longest = createPolicy({ ...settings, bucket: `${'b'.repeat(49)}-1250000000` }, 'o'.repeat(28));
  expect(readPolicy(encodeURIComponent(JSON.stringify(longest)))).toEqual(longest satisfies Policy);
  expect(JSON.stringify(longest).length).toBeLessThan(2500);
});

/** The policies of a README: of the sub-account, and of the bucket. */
function policiesIn(name: string): Policy[] {
  return readFileSync(join(__dirname, '../../cloudfunctions/cos-credentials', name), 'utf8')
    .split('```json\n')
    .flatMap((text) => (text.startsWith('{\n  "version"') ? [text.slice(0, text.indexOf('```'))] : []))
    .map((text) => readPolicy(text) as Policy);
}

const [ofSubAccount, ofBucket] = policiesIn('README.md');

test('both READMEs have the same policies', () => {
  expect(policiesIn('README.zh-CN.md')).toEqual([ofSubAccount, ofBucket]);
});

test("the bucket's policy in the README keeps strangers from what users have", () => {
  expect(ofBucket?.statement).toEqual([
    {
      principal: { qcs: ['qcs::cam::anonymous:anonymous'] },
      effect: 'deny',
      action: [actions.getObject, actions.headObject],
      resource: ['qcs::cos:ap-guangzhou:uid/1250000000:examplebucket-1250000000/users/*'],
    },
  ]);
});

test("the sub-account's policy in the README allows what a key may need, and asking for one", () => {
  expect(ofSubAccount?.statement.flatMap(({ action }) => action).sort()).toEqual(
    [...Object.values(actions), 'name/sts:GetFederationToken'].sort(),
  );
});
