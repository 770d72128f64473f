/** One message of the wire. A text frame is its JSON; with a body it is a binary frame (see `encodeWithBody`). */
export type BridgeMessage =
  | { id: number; method: string; params?: object }
  | { id: number; result: unknown }
  | { id: number; error: string }
  | { event: string; data: unknown };

const LENGTH_BYTES = 4;

/** The binary frame: 4 bytes big-endian length of the JSON, the JSON, the body. */
export function encodeWithBody(message: BridgeMessage, body: Uint8Array): ArrayBuffer {
  const json = asciiJson(message);
  const frame = new ArrayBuffer(LENGTH_BYTES + json.length + body.byteLength);
  const bytes = new Uint8Array(frame);
  new DataView(frame).setUint32(0, json.length);
  for (let index = 0; index < json.length; index += 1) bytes[LENGTH_BYTES + index] = json.charCodeAt(index);
  bytes.set(body, LENGTH_BYTES + json.length);
  return frame;
}

/** The body is a copy: its buffer holds nothing else. Throws for what `encodeWithBody` did not make. */
export function decodeWithBody(frame: Uint8Array): { message: BridgeMessage; body: ArrayBuffer } {
  const jsonEnd = LENGTH_BYTES + new DataView(frame.buffer, frame.byteOffset).getUint32(0);
  if (jsonEnd > frame.byteLength) throw new RangeError('the frame is shorter than it says');
  let json = '';
  for (let index = LENGTH_BYTES; index < jsonEnd; index += 1) json += String.fromCharCode(frame[index] ?? 0);
  const body = new ArrayBuffer(frame.byteLength - jsonEnd);
  new Uint8Array(body).set(frame.subarray(jsonEnd));
  return { message: JSON.parse(json), body };
}

/** ASCII only, because jsdom has no TextEncoder: one character is one byte. */
function asciiJson(message: BridgeMessage): string {
  return JSON.stringify(message).replace(
    /[\u0080-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
