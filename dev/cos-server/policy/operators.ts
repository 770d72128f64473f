import { BlockList, isIP } from 'node:net';
import type { CamOperatorName } from '../../cam/camOperators';
import { matchesWildcard } from '../../cam/matchesWildcard';

/** Whether the value of a request satisfies the values of a condition. */
type Operator = (actual: string, expected: readonly string[]) => boolean;

const anyOf =
  (matches: (actual: string, expected: string) => boolean): Operator =>
  (actual, expected) =>
    expected.some((value) => matches(actual, value));

const noneOf =
  (matches: (actual: string, expected: string) => boolean): Operator =>
  (actual, expected) =>
    !expected.some((value) => matches(actual, value));

const same = (a: string, b: string): boolean => a === b;
const sameIgnoringCase = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
const like = (a: string, pattern: string): boolean => matchesWildcard(pattern, a, { single: true });

const numeric =
  (compare: (a: number, b: number) => boolean) =>
  (a: string, b: string): boolean =>
    isNumber(a) && isNumber(b) && compare(Number(a), Number(b));

const dated =
  (compare: (a: number, b: number) => boolean) =>
  (a: string, b: string): boolean =>
    compare(Date.parse(a), Date.parse(b));

/**
 * What the operators of CAM mean. COS's own page (doc 71306) lists fewer: of those for text only string_equal,
 * string_not_equal and string_like, all minding the case, the last with `*` at the ends. What null_equal means to COS is
 * not documented.
 */
export const operators: Readonly<Record<Exclude<CamOperatorName, 'null_equal'>, Operator>> = {
  string_equal: anyOf(same),
  string_not_equal: noneOf(same),
  string_equal_ignore_case: anyOf(sameIgnoringCase),
  string_not_equal_ignore_case: noneOf(sameIgnoringCase),
  string_like: anyOf(like),
  string_not_like: noneOf(like),
  numeric_equal: anyOf(numeric((a, b) => a === b)),
  numeric_not_equal: noneOf(numeric((a, b) => a === b)),
  numeric_less_than: anyOf(numeric((a, b) => a < b)),
  numeric_less_than_equal: anyOf(numeric((a, b) => a <= b)),
  numeric_greater_than: anyOf(numeric((a, b) => a > b)),
  numeric_greater_than_equal: anyOf(numeric((a, b) => a >= b)),
  date_equal: anyOf(dated((a, b) => a === b)),
  date_not_equal: noneOf(dated((a, b) => a === b)),
  date_less_than: anyOf(dated((a, b) => a < b)),
  date_less_than_equal: anyOf(dated((a, b) => a <= b)),
  date_greater_than: anyOf(dated((a, b) => a > b)),
  date_greater_than_equal: anyOf(dated((a, b) => a >= b)),
  bool_equal: anyOf(sameIgnoringCase),
  ip_equal: anyOf(inRange),
  ip_not_equal: noneOf(inRange),
};

function isNumber(text: string): boolean {
  return text.trim() !== '' && Number.isFinite(Number(text));
}

/** @param range one address or a CIDR block. A malformed one matches nothing. */
function inRange(address: string, range: string): boolean {
  const [network = '', bits] = range.split('/');
  const family = isIP(network);
  if (family === 0 || isIP(address) === 0) return false;
  const length = bits === undefined ? (family === 4 ? 32 : 128) : Number(bits);
  if (!Number.isInteger(length) || length < 0 || length > (family === 4 ? 32 : 128)) return false;
  const ranges = new BlockList();
  ranges.addSubnet(network, length, family === 4 ? 'ipv4' : 'ipv6');
  return ranges.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');
}
