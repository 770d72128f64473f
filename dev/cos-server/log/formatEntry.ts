import type { RequestLogEntry } from './RequestLog';

/** The longest name of an operation, so that the keys of several lines are below each other. */
const OPERATION_WIDTH = 23;

/**
 * A request as a person reads it: one line with the time, the status, the operation, the key, the bytes of both
 * bodies, the duration and the caller; below it why the request was refused and what the server signed.
 */
export function formatEntry(entry: RequestLogEntry): string {
  const { at, status, operation, bucket, key, requestBytes, responseBytes, durationMs, caller } = entry;
  const line = [
    new Date(at).toISOString(),
    status,
    operation.padEnd(OPERATION_WIDTH),
    printable(key === undefined ? bucket : `${bucket}/${key}`),
    `in ${requestBytes} B`,
    `out ${responseBytes} B`,
    `${Math.round(durationMs)} ms`,
    printable(caller),
  ].join('  ');
  const details = [
    entry.reason && printable(entry.reason),
    entry.stringToSign && `the server signed ${JSON.stringify(entry.stringToSign)}`,
    entry.formatString && `with the SHA-1 of ${JSON.stringify(entry.formatString)}`,
  ].filter((detail) => detail !== undefined);
  return [line, ...details.map((detail) => `    ${detail}`)].join('\n');
}

/** A key may hold line breaks and the commands of a terminal. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, (character) => JSON.stringify(character).slice(1, -1));
}
