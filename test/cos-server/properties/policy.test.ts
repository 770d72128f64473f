import fc from 'fast-check';
import { matchesWildcard } from '../../../dev/cam/matchesWildcard';
import { bucketFrom } from '../../../dev/cos-server/address/Bucket';
import { evaluate } from '../../../dev/cos-server/policy/evaluate';
import type { Policy, Statement } from '../../../dev/cos-server/policy/Policy';
import { parsePolicy } from '../../../dev/cos-server/policy/Policy';
import { cases } from '../../support/isWide';

const bucket = bucketFrom('examplebucket-1250000000', 'ap-guangzhou');

/** The definition of a wildcard, by recursion. */
function model(pattern: string, text: string, single: boolean): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return text === '';
  if (first === '*') {
    return model(rest.join(''), text, single) || (text !== '' && model(pattern, text.slice(1), single));
  }
  return (
    text !== '' &&
    (first === text[0] || (single && first === '?')) &&
    model(rest.join(''), text.slice(1), single)
  );
}

test('wildcards match as their definition says', () => {
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?', '.'), maxLength: 7 });
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '?', '.'), maxLength: 9 });
  fc.assert(
    fc.property(pattern, text, fc.boolean(), (wanted, given, single) => {
      expect(matchesWildcard(wanted, given, { single })).toBe(model(wanted, given, single));
    }),
    { numRuns: cases(3000) },
  );
});

const actions = ['GetObject', 'PutObject', 'DeleteObject'] as const;
const keys = ['users/a/1', 'users/a/2', 'users/b/1', ''];

const resource = fc
  .constantFrom('*', 'users/*', 'users/a/*', 'users/a/1', 'users/b/1', '')
  .map((path) =>
    path === '*' ? path : `qcs::cos:ap-guangzhou:uid/1250000000:examplebucket-1250000000/${path}`,
  );
const condition = fc.record({
  operator: fc.constantFrom(
    'string_equal',
    'string_not_equal',
    'string_like_if_exist',
    'numeric_less_than',
    'not_an_operator',
  ),
  key: fc.constantFrom('cos:content-type', 'cos:content-length', 'cos:absent'),
  values: fc.array(fc.constantFrom('image/*', 'image/png', '10', '100'), { minLength: 1, maxLength: 2 }),
});
const statementOf = (effect: fc.Arbitrary<'allow' | 'deny'>): fc.Arbitrary<Statement> =>
  fc.record({
    effect,
    actions: fc.array(
      fc.constantFrom(
        'name/cos:GetObject',
        'cos:PutObject',
        'name/cos:*',
        '*',
        'name/cvm:*',
        'name/cos:Put*',
      ),
      { minLength: 1, maxLength: 2 },
    ),
    resources: fc.array(resource, { minLength: 1, maxLength: 2 }),
    conditions: fc.array(condition, { maxLength: 2 }),
  });
const policies: fc.Arbitrary<Policy> = fc
  .array(statementOf(fc.constantFrom('allow', 'deny')), { maxLength: 4 })
  .map((statements) => ({ statements }));

const requested: Readonly<Record<string, string>> = {
  'cos:content-type': 'image/png',
  'cos:content-length': '50',
};

/** What a policy allows: `action on key`, of everything that is tried. */
function allowedBy(policy: Policy): Set<string> {
  const tried = actions.flatMap((action) => keys.map((key) => ({ action, key })));
  const allowed = tried.filter((access) => evaluate(policy, bucket, access, (key) => requested[key]).allowed);
  return new Set(allowed.map(({ action, key }) => `${action} on ${key}`));
}

const isSubset = (part: Set<string>, whole: Set<string>): boolean =>
  [...part].every((each) => whole.has(each));

test('without an allow nothing is allowed', () => {
  const denies = fc.array(statementOf(fc.constant('deny' as const)), { maxLength: 4 });
  fc.assert(
    fc.property(denies, (statements) => {
      expect(allowedBy({ statements })).toEqual(new Set());
    }),
  );
});

test('an allow takes nothing away, and a deny gives nothing', () => {
  fc.assert(
    fc.property(
      policies,
      statementOf(fc.constant('allow' as const)),
      statementOf(fc.constant('deny' as const)),
      (policy, allow, deny) => {
        const before = allowedBy(policy);
        expect(isSubset(before, allowedBy({ statements: [...policy.statements, allow] }))).toBe(true);
        expect(isSubset(allowedBy({ statements: [...policy.statements, deny] }), before)).toBe(true);
      },
    ),
    { numRuns: cases(1000) },
  );
});

test('a deny wins, wherever it stands', () => {
  fc.assert(
    fc.property(policies, statementOf(fc.constant('deny' as const)), fc.nat(), (policy, deny, place) => {
      const unconditional = { ...deny, conditions: [] };
      const at = place % (policy.statements.length + 1);
      const allowed = allowedBy({ statements: policy.statements.toSpliced(at, 0, unconditional) });
      const denied = allowedBy({ statements: [{ ...unconditional, effect: 'allow' }] });
      expect([...allowed].filter((each) => denied.has(each))).toEqual([]);
    }),
    { numRuns: cases(1000) },
  );
});

test('the order of statements, actions and resources does not matter', () => {
  fc.assert(
    fc.property(policies, (policy) => {
      const reversed = policy.statements.toReversed().map((statement) => ({
        ...statement,
        actions: statement.actions.toReversed(),
        resources: statement.resources.toReversed(),
        conditions: statement.conditions.toReversed(),
      }));
      expect(allowedBy({ statements: reversed })).toEqual(allowedBy(policy));
    }),
    { numRuns: cases(500) },
  );
});

test('two policies together allow what either does and neither denies', () => {
  const positive = fc
    .array(statementOf(fc.constant('allow' as const)), { maxLength: 3 })
    .map((statements) => ({ statements }));
  fc.assert(
    fc.property(positive, positive, (one, other) => {
      const both = allowedBy({ statements: [...one.statements, ...other.statements] });
      expect(both).toEqual(new Set([...allowedBy(one), ...allowedBy(other)]));
    }),
    { numRuns: cases(500) },
  );
});

test('what is no policy allows nothing, and never breaks the server', () => {
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.string()), (value) => {
      expect(allowedBy(parsePolicy(value))).toEqual(new Set());
    }),
    { numRuns: cases(500) },
  );
});
