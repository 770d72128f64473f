import { readCamOperator } from '../cam/camOperators';
import { messageOf } from '../messageOf';
import { StsError } from './StsError';

/**
 * Reads the Policy parameter and checks its syntax (CAM policy syntax, 598/10603). `principal` is documented as
 * not allowed, yet Tencent's own clients send it: it is taken and means nothing.
 *
 * @param text the parameter after HTTP's own decoding; URL-encoded JSON still.
 */
export function readPolicy(text: string): object {
  const policy = parse(text);
  if (!isObject(policy)) throw wrongFormat(`it is ${describe(policy)}, but must be a JSON object`);
  refuseUnknown(policy, ['version', 'statement', 'principal'], 'the policy');
  if (policy.version !== '2.0')
    throw wrongFormat(`version is ${describe(policy.version)}, but must be "2.0"`);
  const { statement } = policy;
  if (!Array.isArray(statement) || statement.length === 0) {
    throw wrongFormat(`statement is ${describe(statement)}, but must be a list of at least one`);
  }
  statement.forEach((it, index) => {
    checkStatement(it, `statement ${index}`);
  });
  return policy;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(decodeURIComponent(text));
  } catch (error) {
    throw wrongFormat(`it is not URL-encoded JSON: ${messageOf(error)}`);
  }
}

function checkStatement(statement: unknown, name: string): void {
  if (!isObject(statement)) throw wrongFormat(`${name} is ${describe(statement)}, but must be an object`);
  refuseUnknown(statement, ['effect', 'action', 'resource', 'condition', 'principal', 'sid'], name);
  const { effect, action, resource, condition } = statement;
  if (effect !== 'allow' && effect !== 'deny') {
    throw wrongFormat(`effect of ${name} is ${describe(effect)}, but must be "allow" or "deny"`);
  }
  for (const it of list(action, `action of ${name}`)) {
    if (!/^(\*|(name\/)?[a-z][a-z0-9]*:[A-Za-z*]+)$/.test(it)) {
      throw wrongFormat(`action of ${name} is "${it}", but must be of the form name/cos:GetObject`);
    }
  }
  for (const it of list(resource, `resource of ${name}`)) {
    if (it !== '*' && !/^qcs:[^:]*:[a-z*]*:[^:]*:[^:]*:.+$/s.test(it)) {
      throw new StsError(
        'InvalidParameter.ResouceError',
        `resource of ${name} is "${it}", but must be * or of the form qcs::cos:ap-guangzhou:uid/1250000000:examplebucket-1250000000/*`,
      );
    }
  }
  if (condition !== undefined) checkCondition(condition, `condition of ${name}`);
}

function checkCondition(condition: unknown, name: string): void {
  if (!isObject(condition)) throw wrongFormat(`${name} is ${describe(condition)}, but must be an object`);
  for (const [operator, tests] of Object.entries(condition)) {
    if (!readCamOperator(operator)) throw wrongFormat(`${name} has the unknown operator "${operator}"`);
    if (!isObject(tests)) throw wrongFormat(`${operator} in ${name} must be an object of keys and values`);
    for (const [key, values] of Object.entries(tests)) {
      const all: unknown[] = Array.isArray(values) ? values : [values];
      if (all.length === 0 || !all.every((value) => ['string', 'number', 'boolean'].includes(typeof value))) {
        throw wrongFormat(
          `${key} in ${name} is ${describe(values)}, but must be a value or a list of values`,
        );
      }
    }
  }
}

function list(value: unknown, name: string): string[] {
  const all: unknown[] = Array.isArray(value) ? value : [value];
  if (all.length > 0 && all.every((it): it is string => typeof it === 'string' && it !== '')) return all;
  throw wrongFormat(`${name} is ${describe(value)}, but must be a text or a list of texts`);
}

function refuseUnknown(object: Record<string, unknown>, known: string[], name: string): void {
  const unknown = Object.keys(object).find((key) => !known.includes(key));
  if (unknown !== undefined) throw wrongFormat(`${name} has the unknown element "${unknown}"`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function describe(value: unknown): string {
  return value === undefined ? 'absent' : JSON.stringify(value).slice(0, 100);
}

function wrongFormat(what: string): StsError {
  return new StsError('InvalidParameter.StrategyFormatError', `The policy can't be read: ${what}.`);
}
