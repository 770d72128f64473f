import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { BadInput } from './BadInput';

/** In lines, for those who ask in a terminal; not to be kept, for the next answer may be another. */
export function answerJson(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: OutgoingHttpHeaders = {},
): void {
  response
    .writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', ...headers })
    .end(`${JSON.stringify(value, null, 2)}\n`);
}

/** What was wrong with a request; 500 when this program failed. An answer that has begun breaks off. */
export function answerError(response: ServerResponse, error: unknown): void {
  if (response.headersSent) response.destroy();
  else if (error instanceof BadInput) {
    answerJson(response, error.status, { field: error.field, message: error.message });
  } else answerJson(response, 500, { message: error instanceof Error ? error.message : String(error) });
}
