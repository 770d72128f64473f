import { messageOf } from '../../messageOf';
import { WxFailure } from './WxFailure';

/** What birpc sends: a call of a function, or the answer to one. Nobody waits for the answer to a call without an id. */
export type Message = Call | Answer;

interface Call {
  t: 'q';
  i?: string;
  m: string;
  a: unknown[];
}

interface Answer {
  t: 's';
  i: string;
  r?: unknown;
  e?: unknown;
}

/** The first frame of a message. */
type Written = Message & { bytesFollow?: boolean };

/**
 * A message as its JSON, and its bytes as the frame after it. Bytes can be the last argument of a call, and the field `bytes`
 * of an answer. Throws for what JSON can't hold.
 */
export function writeFrames(message: Message): (string | Uint8Array)[] {
  const { written, bytes } = message.t === 'q' ? writeCall(message) : writeAnswer(message);
  return bytes ? [JSON.stringify({ ...written, bytesFollow: true }), bytes] : [JSON.stringify(written)];
}

/** Takes frame by frame, and gives the message that is complete. Throws for what `writeFrames` did not make. */
export function frameReader(): (frame: string | Uint8Array) => Message | undefined {
  let begun: Message | undefined;
  return (frame) => {
    if ((typeof frame === 'string') === (begun !== undefined))
      throw new TypeError('a message without its bytes');
    if (begun && typeof frame !== 'string') {
      const message = withBytes(begun, frame);
      begun = undefined;
      return message;
    }
    const { bytesFollow, ...message } = readWritten(String(frame));
    if (!bytesFollow) return message;
    begun = message;
    return undefined;
  };
}

function writeCall(call: Call): { written: Call; bytes?: Uint8Array } {
  const bytes = call.a.at(-1);
  return isBytes(bytes) ? { written: { ...call, a: call.a.slice(0, -1) }, bytes } : { written: call };
}

function writeAnswer({ e: error, r: result, ...answer }: Answer): { written: Answer; bytes?: Uint8Array } {
  if (error !== undefined) return { written: { ...answer, e: writeError(error) } };
  const { bytes, ...rest } = (result ?? {}) as { bytes?: unknown };
  return isBytes(bytes) ? { written: { ...answer, r: rest }, bytes } : { written: { ...answer, r: result } };
}

function withBytes(message: Message, bytes: Uint8Array): Message {
  if (message.t === 'q') return { ...message, a: [...message.a, bytes] };
  return { ...message, r: { ...(message.r as object), bytes } };
}

/** Not by class: a page's classes are not those of Node. */
function isBytes(value: unknown): value is Uint8Array {
  return ArrayBuffer.isView(value);
}

/** Checks the shape: birpc takes what comes as it is, and what it stumbles over would end the process. */
function readWritten(text: string): Written {
  const message: unknown = JSON.parse(text);
  const { t, i, m, a, e } = (message ?? {}) as Partial<Record<'t' | 'i' | 'm' | 'a' | 'e', unknown>>;
  const isCall =
    t === 'q' && typeof m === 'string' && Array.isArray(a) && ['string', 'undefined'].includes(typeof i);
  const isAnswer = t === 's' && typeof i === 'string';
  if (!isCall && !isAnswer) throw new TypeError('neither a call nor an answer');
  return (e === undefined ? message : { ...(message as Answer), e: readError(e) }) as Written;
}

/** What a WxFailure tells survives the way; of other errors the message. */
function writeError(error: unknown): object {
  if (!(error instanceof WxFailure)) return { message: messageOf(error) };
  const { reason, errno, errCode } = error;
  return { reason, errno, errCode };
}

function readError(error: unknown): Error {
  const { message, reason, errno, errCode } = (error ?? {}) as Partial<WxFailure>;
  return reason === undefined ? new Error(message) : new WxFailure(reason, errno, errCode);
}
