import { actionNames, operationNames } from '../operations/names';
import type { Failing, FailureRule, Faults } from './Faults';
import { Fields } from './Fields';
import { flag, integer, listOf, number, oneOf, orNull, type Reader, text } from './readers';

/** Well below the time after which the server ends an idle connection. */
const MAX_LATENCY_MS = 60_000;
const MAX_BYTES_PER_SECOND = 10 * 1024 ** 3;
const MAX_CLOCK_OFFSET_SECONDS = 366 * 24 * 3600;
/** No request and no answer is longer: 5 GB. */
const MAX_CUT_BYTES = 5 * 1024 ** 3;
const MAX_ENTRIES = 1000;

const bandwidth = orNull(integer(1, MAX_BYTES_PER_SECOND));
const clockOffset = number(-MAX_CLOCK_OFFSET_SECONDS, MAX_CLOCK_OFFSET_SECONDS);
const revokedKeys = listOf(text(/^[\w-]{1,200}$/, 'a SecretId'), MAX_ENTRIES);
const kind = oneOf(['status', 'cut-request', 'cut-response']);
const afterBytes = integer(0, MAX_CUT_BYTES);
const code = text(/^[A-Za-z][\w .-]{0,99}$/, 'the Code of an error, as SlowDown');
const message = text(/^.{1,500}$/, 'a line of at most 500 characters');

/**
 * Checks what came over HTTP or from a test. Throws `InvalidFaults` with the name of what is wrong.
 *
 * @param given some or all fields of a `Faults`, as JSON.
 * @param base the fields that are absent.
 */
export function parseFaults(given: unknown, base: Faults): Faults {
  const fields = new Fields('', given);
  const faults: Faults = {
    latencyMs: fields.withDefault('latencyMs', number(0, MAX_LATENCY_MS), base.latencyMs),
    uploadBytesPerSecond: fields.withDefault('uploadBytesPerSecond', bandwidth, base.uploadBytesPerSecond),
    downloadBytesPerSecond: fields.withDefault(
      'downloadBytesPerSecond',
      bandwidth,
      base.downloadBytesPerSecond,
    ),
    failures: fields.withDefault('failures', listOf(readRule, MAX_ENTRIES), base.failures),
    clockOffsetSeconds: fields.withDefault('clockOffsetSeconds', clockOffset, base.clockOffsetSeconds),
    revokedKeys: fields.withDefault('revokedKeys', revokedKeys, base.revokedKeys),
    deniedActions: fields.withDefault(
      'deniedActions',
      listOf(oneOf(actionNames), MAX_ENTRIES),
      base.deniedActions,
    ),
    bucketGone: fields.withDefault('bucketGone', flag, base.bucketGone),
  };
  fields.end();
  return faults;
}

const readRule: Reader<FailureRule> = (field, given) => {
  const fields = new Fields(field, given);
  const rule: FailureRule = {
    ...readFailure(fields),
    share: fields.required('share', number(0, 1)),
    ...fields.optional('operation', oneOf(operationNames)),
    ...fields.optional('times', integer(1, Number.MAX_SAFE_INTEGER)),
  };
  fields.end();
  return rule;
};

function readFailure(fields: Fields): Failing {
  const read = fields.required('kind', kind);
  if (read !== 'status') return { kind: read, afterBytes: fields.required('afterBytes', afterBytes) };
  return {
    kind: read,
    status: fields.required('status', integer(400, 599)),
    code: fields.required('code', code),
    ...fields.optional('message', message),
  };
}
