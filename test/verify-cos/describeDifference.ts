import { AssertionError } from 'node:assert';
import { inspect } from 'node:util';

const CHARACTERS = 400;

/** What a case expected and what came instead, in lines. No more of an answer than that is told. */
export function describeDifference(error: unknown): string[] {
  if (error instanceof AssertionError) {
    const { expected, actual, generatedMessage, message, operator } = error;
    const [what = ''] = message.split('\n');
    const values = operator === 'match' || !/^(==|ok|fail)$/.test(operator);
    return [
      ...(generatedMessage && values ? [] : [short(what)]),
      ...(values ? [`expected: ${show(expected)}`, `real:     ${show(actual)}`] : []),
      ...placeOf(error),
    ];
  }
  const { statusCode, error: inner, message } = (error ?? {}) as Record<string, unknown>;
  const { Code, Message } = (typeof inner === 'object' && inner !== null ? inner : {}) as Record<
    string,
    unknown
  >;
  if (statusCode !== undefined) {
    return [
      `expected: that it works`,
      short(`real:     ${[statusCode, Code, Message].filter(Boolean).join(' ')}`),
    ];
  }
  return [message === undefined ? show(error) : short(String(message)), ...placeOf(error)];
}

const show = (value: unknown): string =>
  short(inspect(value, { depth: 4, breakLength: Number.POSITIVE_INFINITY }));
const short = (text: string): string => (text.length > CHARACTERS ? `${text.slice(0, CHARACTERS)}…` : text);

/** The line of the case. */
function placeOf(error: unknown): string[] {
  const [, place] = /contract\/(cases\/[\w-]+\.ts:\d+)/.exec((error as Error).stack ?? '') ?? [];
  return place === undefined ? [] : [`at test/cos-server/contract/${place}`];
}
