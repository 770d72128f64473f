import type { RequestLogEntry } from './RequestLog';

/** A request as a person reads it: one line, and for a refusal why. */
export function formatEntry(entry: RequestLogEntry): string {
  const line = [
    new Date(entry.at).toISOString(),
    entry.status,
    entry.operation,
    entry.key === undefined ? entry.bucket : `${entry.bucket}/${entry.key}`,
    `in ${entry.requestBytes} B`,
    `out ${entry.responseBytes} B`,
    `${Math.round(entry.durationMs)} ms`,
    entry.caller,
  ].join('  ');
  const details = [
    entry.reason,
    entry.stringToSign && `the server signed ${JSON.stringify(entry.stringToSign)}`,
    entry.formatString && `which is the SHA-1 of ${JSON.stringify(entry.formatString)}`,
  ].filter((detail) => detail !== undefined);
  return [line, ...details.map((detail) => `    ${detail}`)].join('\n');
}
