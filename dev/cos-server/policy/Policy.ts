/** A CAM policy, version 2.0 (doc 71306), read into lists. */
export interface Policy {
  statements: readonly Statement[];
}

export interface Statement {
  effect: 'allow' | 'deny';
  actions: readonly string[];
  resources: readonly string[];
  conditions: readonly Condition[];
}

/** One operator on one key; any of the values is enough. */
export interface Condition {
  operator: string;
  key: string;
  values: readonly string[];
}

/**
 * Reads a policy. `principal` is tolerated: Tencent's own `qcloud-cos-sts` sends it.
 *
 * What is no policy allows nothing: the service that issues keys is the one to complain about syntax.
 */
export function parsePolicy(value: unknown): Policy {
  const document = typeof value === 'string' ? parseJson(value) : value;
  if (!isRecord(document)) return { statements: [] };
  return { statements: list(document.statement).flatMap(parseStatement) };
}

function parseStatement(value: unknown): Statement[] {
  if (!isRecord(value)) return [];
  const { effect } = value;
  if (effect !== 'allow' && effect !== 'deny') return [];
  return [
    {
      effect,
      actions: texts(value.action),
      resources: texts(value.resource),
      conditions: parseConditions(value.condition),
    },
  ];
}

function parseConditions(value: unknown): Condition[] {
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([operator, keys]) => {
    if (!isRecord(keys)) return [{ operator, key: '', values: [] }];
    return Object.entries(keys).map(([key, values]) => ({ operator, key, values: texts(values) }));
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function list(value: unknown): unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function texts(value: unknown): string[] {
  return list(value).map(String);
}
