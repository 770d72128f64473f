import { readPolicy } from '../../dev/sts-server/readPolicy';

const statement = { effect: 'allow', action: 'name/cos:GetObject', resource: '*' };
const encoded = (policy: unknown) => encodeURIComponent(JSON.stringify(policy));
const withStatement = (changes: object) => ({ version: '2.0', statement: [{ ...statement, ...changes }] });

test.each<[what: string, policy: unknown]>([
  ['the least', { version: '2.0', statement: [statement] }],
  ['lists', withStatement({ action: ['name/cos:*', 'cos:GetObject'], resource: ['*'] })],
  ["a principal, as Tencent's clients send it", withStatement({ principal: { qcs: ['*'] } })],
  ['the older form of a resource', withStatement({ resource: 'qcs::cos:ap-x:uid/1:prefix//1/b/*' })],
  ['a resource without region', withStatement({ resource: 'qcs::cos::uid/1:b-1/a:b 文件.txt' })],
  ['a condition', withStatement({ condition: { string_like_if_exist: { 'cos:content-type': 'image/*' } } })],
  [
    'a condition with values',
    withStatement({ condition: { ip_equal: { 'qcs:ip': ['10.0.0.0/8', '::1'] } } }),
  ],
])('takes %s', (_what, policy) => {
  expect(readPolicy(encoded(policy))).toEqual(policy);
});

test('takes JSON that was not URL-encoded', () => {
  expect(readPolicy(JSON.stringify(withStatement({})))).toEqual(withStatement({}));
});

const format = 'InvalidParameter.StrategyFormatError';

test.each<[what: string, text: string, code: string, says: string]>([
  ['no JSON', 'allow everything', format, 'not URL-encoded JSON'],
  ['broken URL encoding', '%7B%', format, 'not URL-encoded JSON'],
  ['a list', encoded([]), format, 'must be a JSON object'],
  ['null', encoded(null), format, 'must be a JSON object'],
  ['another version', encoded({ version: '1.0', statement: [statement] }), format, 'version is "1.0"'],
  ['no statement', encoded({ version: '2.0' }), format, 'statement is absent'],
  ['no statements', encoded({ version: '2.0', statement: [] }), format, 'at least one'],
  ['AWS spelling', encoded(withStatement({ Effect: 'Allow' })), format, 'unknown element "Effect"'],
  ['another effect', encoded(withStatement({ effect: 'Allow' })), format, 'effect of statement 0'],
  ['no action', encoded(withStatement({ action: undefined })), format, 'action of statement 0 is absent'],
  ['an empty list', encoded(withStatement({ action: [] })), format, 'action of statement 0'],
  ['an action without service', encoded(withStatement({ action: 'GetObject' })), format, '"GetObject"'],
  [
    'a resource of another form',
    encoded(withStatement({ resource: 'b-1/*' })),
    'InvalidParameter.ResouceError',
    'b-1/*',
  ],
  [
    'an unknown operator',
    encoded(withStatement({ condition: { StringEquals: { 'cos:prefix': 'a' } } })),
    format,
    '"StringEquals"',
  ],
  [
    'a condition without value',
    encoded(withStatement({ condition: { string_equal: { 'cos:prefix': null } } })),
    format,
    'cos:prefix',
  ],
])('refuses %s', (_what, text, code, says) => {
  expect(() => readPolicy(text)).toThrow(
    expect.objectContaining({ code, message: expect.stringContaining(says) }),
  );
});
