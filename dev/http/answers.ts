import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { BadInput } from '../input/BadInput';
import { messageOf } from '../messageOf';

/** A text of a type such as `text/html`. It is not to be kept: the next answer may be another. */
export function answerText(
  response: ServerResponse,
  status: number,
  type: string,
  text: string,
  headers: OutgoingHttpHeaders = {},
): void {
  response
    .writeHead(status, {
      'Content-Type': `${type}; charset=utf-8`,
      'Cache-Control': 'no-store',
      ...headers,
    })
    .end(text);
}

/** JSON in lines, for those who ask in a terminal. */
export function answerJson(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers?: OutgoingHttpHeaders,
): void {
  answerText(response, status, 'application/json', `${JSON.stringify(value, null, 2)}\n`, headers);
}

/** What was wrong with a request; 500 when this program failed. An answer that has begun breaks off. */
export function answerError(response: ServerResponse, error: unknown): void {
  if (response.headersSent) response.destroy();
  else if (error instanceof BadInput) {
    answerJson(response, error.status, { field: error.field, message: error.message });
  } else answerJson(response, 500, { message: messageOf(error) });
}
