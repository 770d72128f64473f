/** The operators of conditions in a CAM policy (598/10608), each also as `<name>_if_exist` and for a set of values. */
const names = [
  'string_equal',
  'string_not_equal',
  'string_equal_ignore_case',
  'string_not_equal_ignore_case',
  'string_like',
  'string_not_like',
  'numeric_equal',
  'numeric_not_equal',
  'numeric_less_than',
  'numeric_less_than_equal',
  'numeric_greater_than',
  'numeric_greater_than_equal',
  'date_equal',
  'date_not_equal',
  'date_less_than',
  'date_less_than_equal',
  'date_greater_than',
  'date_greater_than_equal',
  'bool_equal',
  'ip_equal',
  'ip_not_equal',
  'null_equal',
] as const;

export type CamOperatorName = (typeof names)[number];

/** An operator as a policy writes it. */
interface CamOperator {
  name: CamOperatorName;
  /** `for_any_value:` or `for_all_value:` stands before it. */
  ofSet: boolean;
  /** Holds as well where the request has no value: `_if_exist`. */
  optional: boolean;
}

/** Undefined for what CAM does not have. */
export function readCamOperator(text: string): CamOperator | undefined {
  const [, set, base, ifExist] = /^(for_(?:any|all)_value:)?(.*?)(_if_exist)?$/s.exec(text) ?? [];
  const name = names.find((known) => known === base);
  return name && { name, ofSet: set !== undefined, optional: ifExist !== undefined };
}
