import { exactOptional, literal, nullable, variant } from 'valibot';
import { checkJson } from '../../input/checkJson';
import { fields, flag, listOf, number, oneOf, text, wholeNumber } from '../../input/schemas';
import { actionNames, operationNames } from '../operations/names';
import type { Faults, FaultsChange } from './Faults';

/** Well below the time after which the server ends an idle connection. */
const MAX_LATENCY_MS = 60_000;
const MAX_BYTES_PER_SECOND = 10 * 1024 ** 3;
const MAX_CLOCK_OFFSET_SECONDS = 366 * 24 * 3600;
/** No request and no answer is longer: 5 GB. */
const MAX_CUT_BYTES = 5 * 1024 ** 3;
const MAX_ENTRIES = 1000;

const selection = {
  share: number(0, 1),
  operation: exactOptional(oneOf(operationNames)),
  times: exactOptional(wholeNumber(1, Number.MAX_SAFE_INTEGER)),
};
const afterBytes = wholeNumber(0, MAX_CUT_BYTES);
const rule = variant(
  'kind',
  [
    fields({
      kind: literal('status'),
      status: wholeNumber(400, 599),
      code: text(/^[A-Za-z][\w .-]{0,99}$/, 'the Code of an error, as SlowDown'),
      message: exactOptional(text(/^.{1,500}$/, 'a line of at most 500 characters')),
      ...selection,
    }),
    fields({ kind: literal('cut-request'), afterBytes, ...selection }),
    fields({ kind: literal('cut-response'), afterBytes, ...selection }),
  ],
  ({ path }) => (path ? 'one of status, cut-request, cut-response' : 'an object'),
);

const bandwidth = exactOptional(nullable(wholeNumber(1, MAX_BYTES_PER_SECOND)));
const schema = fields({
  latencyMs: exactOptional(number(0, MAX_LATENCY_MS)),
  uploadBytesPerSecond: bandwidth,
  downloadBytesPerSecond: bandwidth,
  failures: exactOptional(listOf(rule, MAX_ENTRIES)),
  clockOffsetSeconds: exactOptional(number(-MAX_CLOCK_OFFSET_SECONDS, MAX_CLOCK_OFFSET_SECONDS)),
  revokedKeys: exactOptional(listOf(text(/^[\w-]{1,200}$/, 'a SecretId'), MAX_ENTRIES)),
  deniedActions: exactOptional(listOf(oneOf(actionNames), MAX_ENTRIES)),
  bucketGone: exactOptional(flag),
} satisfies Record<keyof Faults, unknown>);

/**
 * Checks what came over HTTP or from a test. Throws `BadInput`.
 *
 * @param given some or all fields of a `Faults`, as JSON.
 * @param base the fields that are absent.
 */
export function parseFaults(given: unknown, base: Faults): Faults {
  const change: FaultsChange = checkJson(schema, given);
  return { ...base, ...change };
}
