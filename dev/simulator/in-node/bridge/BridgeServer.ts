import type { WebSocket } from 'ws';
import type { BridgeAnswer } from '../../messages/Bridge';
import { type BridgeMessage, decodeWithBody, encodeWithBody } from '../../messages/frames';
import type { PhoneConnection } from '../../messages/PhoneService';

export type BridgeHandler = (
  method: string,
  params: unknown,
  body: Uint8Array | undefined,
  connection: PhoneConnection,
) => Promise<BridgeAnswer<unknown, Uint8Array>>;

/** Serves one page's bridge over an accepted socket. */
export function serveBridge(socket: WebSocket, handle: BridgeHandler): PhoneConnection {
  const send = (message: BridgeMessage, body?: Uint8Array): void => {
    if (socket.readyState !== socket.OPEN) return;
    socket.send(body ? encodeWithBody(message, body) : JSON.stringify(message));
  };
  const connection: PhoneConnection = { emit: (event, data) => send({ event, data }) };

  const answer = async (message: BridgeMessage, body?: Uint8Array): Promise<void> => {
    if (typeof message !== 'object' || message === null || !('method' in message)) return;
    const { id, method, params } = message;
    try {
      const reply = await handle(method, params ?? {}, body, connection);
      send({ id, result: reply.result ?? null }, reply.body);
    } catch (error) {
      send({ id, error: error instanceof Error ? error.message : String(error) });
    }
  };

  socket.on('message', (data, isBinary) => {
    const bytes = Buffer.isBuffer(data)
      ? data
      : Buffer.concat(Array.isArray(data) ? data : [Buffer.from(data)]);
    let received: { message: BridgeMessage; body?: ArrayBuffer };
    try {
      received = isBinary ? decodeWithBody(bytes) : { message: JSON.parse(bytes.toString('utf8')) };
    } catch (error) {
      return socket.close(1003, error instanceof Error ? error.message.slice(0, 100) : '');
    }
    void answer(received.message, received.body && new Uint8Array(received.body));
  });
  return connection;
}
