import { messageOf } from '../../messageOf';
import { WxFailure } from './WxFailure';

/** What birpc sends: a call (`q`) of a function, to which nobody waits for an answer when it has no id; or an answer (`s`). */
export interface Message {
  t: 'q' | 's';
  i?: string;
  m?: string;
  a?: unknown[];
  r?: unknown;
  e?: unknown;
}

/**
 * A message as JSON, after its bytes, which are a frame of their own. Bytes can be the last argument of a call, and the
 * field `bytes` of an answer. Throws for what JSON can't hold.
 */
export function writeFrames(message: Message): (string | Uint8Array)[] {
  const { a: params = [], r: result, e: error } = message;
  const last = params.at(-1);
  if (isBytes(last)) return [last, JSON.stringify({ ...message, a: params.slice(0, -1) })];
  if (error !== undefined) return [JSON.stringify({ ...message, e: writeError(error) })];
  const { bytes, ...rest } = Object(result) as { bytes?: unknown };
  return isBytes(bytes) ? [bytes, JSON.stringify({ ...message, r: rest })] : [JSON.stringify(message)];
}

/** Takes frame by frame, and gives each message when it is complete. Throws for what `writeFrames` did not make. */
export function frameReader(): (frame: string | Uint8Array) => Message | undefined {
  let bytes: Uint8Array | undefined;
  return (frame) => {
    if (typeof frame !== 'string') {
      bytes = frame;
      return undefined;
    }
    const message = readMessage(frame);
    if (bytes && message.t === 'q') message.a?.push(bytes);
    else if (bytes) message.r = { ...Object(message.r), bytes };
    bytes = undefined;
    return message;
  };
}

/** Not by class: a page's classes are not those of Node. */
function isBytes(value: unknown): value is Uint8Array {
  return ArrayBuffer.isView(value);
}

/** Checks the shape: birpc takes what comes as it is, and what it stumbles over would end the process. */
function readMessage(text: string): Message {
  const message: Partial<Record<keyof Message, unknown>> = Object(JSON.parse(text));
  const { t, i, m, a, e } = message;
  const isCall =
    t === 'q' && typeof m === 'string' && Array.isArray(a) && (i === undefined || typeof i === 'string');
  const isAnswer = t === 's' && typeof i === 'string';
  if (!isCall && !isAnswer) throw new TypeError('neither a call nor an answer');
  if (e !== undefined) message.e = readError(e);
  return message as Message;
}

/** All that a WxFailure tells survives the way; of other errors the message. */
function writeError(error: unknown): object {
  if (!(error instanceof WxFailure)) return { message: messageOf(error) };
  const { reason, errno, errCode } = error;
  return { reason, errno, errCode };
}

function readError(error: unknown): Error {
  const { message, reason, errno, errCode }: Partial<WxFailure> = Object(error);
  return reason === undefined ? new Error(message) : new WxFailure(reason, errno, errCode);
}
