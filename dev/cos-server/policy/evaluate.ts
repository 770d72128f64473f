import { readCamOperator } from '../../cam/camOperators';
import { matchesWildcard } from '../../cam/matchesWildcard';
import type { Bucket } from '../address/Bucket';
import { matchesResource } from './matchesResource';
import { operators } from './operators';
import type { Condition, Policy, Statement } from './Policy';

/** One thing that a request wants to do. */
export interface Access {
  /** `ci` works on pictures and videos. Default `cos`. */
  service?: 'cos' | 'ci';
  /** `GetObject`, without `name/cos:`. */
  action: string;
  /** The key; for a list the prefix; `''` for the bucket itself. */
  key: string;
}

/** The value that a condition's key has in a request, undefined when it has none. */
export type ConditionValues = (key: string) => string | undefined;

export type Decision = { allowed: true } | { allowed: false; reason: string };

/** An explicit deny, else any allow, else deny (doc 40105). */
export function evaluate(policy: Policy, bucket: Bucket, access: Access, values: ConditionValues): Decision {
  const what = `${access.action} on "${access.key}"`;
  const statements = policy.statements.filter((statement) => covers(statement, bucket, access));
  const denied = statements.find(({ effect, conditions }) => {
    // A condition that can't be evaluated never opens anything: it counts for a deny and against an allow.
    return effect === 'deny' && conditions.every((condition) => holds(condition, values) !== false);
  });
  if (denied) return { allowed: false, reason: `The policy denies ${what}.` };
  const allows = statements.filter(({ effect }) => effect === 'allow');
  const failed: Condition[] = [];
  for (const { conditions } of allows) {
    const failing = conditions.find((condition) => holds(condition, values) !== true);
    if (!failing) return { allowed: true };
    failed.push(failing);
  }
  if (failed.length === 0) return { allowed: false, reason: `No statement of the policy allows ${what}.` };
  const reasons = failed.map(({ operator, key, values: expected }) => {
    const actual = values(key);
    return `${operator} ${key} [${expected.join(', ')}] but it is ${actual === undefined ? 'absent' : `"${actual}"`}`;
  });
  return { allowed: false, reason: `The policy allows ${what} only if ${reasons.join('; or if ')}.` };
}

function covers(statement: Statement, bucket: Bucket, access: Access): boolean {
  return (
    statement.actions.some((pattern) => matchesAction(pattern, access)) &&
    statement.resources.some((pattern) => matchesResource(pattern, bucket, access))
  );
}

/** `name/cos:GetObject`, `cos:GetObject`, `name/cos:*`, `cos:Get*`, `ci:GenerateSnapshot` or `*`. */
function matchesAction(pattern: string, { service = 'cos', action }: Access): boolean {
  if (pattern === '*') return true;
  const [, named, name] = /^(?:name\/)?(cos|ci):(.+)$/.exec(pattern) ?? [];
  return name !== undefined && named === service && matchesWildcard(name, action);
}

/**
 * Undefined when it can't be evaluated: the operator is unknown, or CAM has it and COS does not document what it means there,
 * as null_equal and those for sets of values.
 */
function holds({ operator, key, values: expected }: Condition, values: ConditionValues): boolean | undefined {
  const read = readCamOperator(operator);
  if (!read || read.name === 'null_equal' || read.ofSet || key === '') return undefined;
  const actual = values(key);
  return actual === undefined ? read.optional : operators[read.name](actual, expected);
}
