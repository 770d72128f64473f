import type { WebSocket } from 'ws';
import type { BridgeAnswer } from './Bridge';
import { type BridgeMessage, decodeWithBody, encodeWithBody } from './frames';
import type { PhoneConnection } from './PhoneService';

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
    if (!('method' in message)) return;
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
    if (!isBinary) return void answer(JSON.parse(bytes.toString('utf8')));
    const { message, body } = decodeWithBody(bytes);
    return void answer(message, new Uint8Array(body));
  });
  return connection;
}
