import type { IncomingMessage } from 'node:http';
import { BadInput } from '../input/BadInput';
import { messageOf } from '../messageOf';
import { readBody } from './readBody';

/**
 * What a request's body says, unchecked; undefined when there is none. Rejects with `BadInput`, or with Node's error when
 * the client leaves.
 *
 * @param limit bytes that the body may have.
 */
export async function readJsonBody(request: IncomingMessage, limit: number): Promise<unknown> {
  const type = request.headers['content-type'] ?? '';
  // A form of a web page can't send this type.
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    throw new BadInput('Content-Type', `is "${type}"; it must be application/json`, 415);
  }
  const text = (await readBody(request, limit)).toString('utf8');
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new BadInput('', `is no JSON: ${messageOf(error)}`);
  }
}
