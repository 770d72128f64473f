import type { Bridge, BridgeAnswer } from '../../messages/Bridge';
import { type BridgeMessage, decodeWithBody, encodeWithBody } from '../../messages/frames';

interface Waiting {
  resolve(answer: BridgeAnswer<unknown, ArrayBuffer>): void;
  reject(error: Error): void;
}

export interface PageBridge extends Bridge {
  /** Called once, when Node's side is gone. */
  onClose(listener: () => void): void;
  close(): void;
}

/** Connects the page to Node. `url` is the bridge's `ws://…/bridge`. */
export function connectBridge(window: Window & typeof globalThis, url: string): Promise<PageBridge> {
  const socket = new window.WebSocket(url);
  socket.binaryType = 'arraybuffer';
  const waiting = new Map<number, Waiting>();
  const listeners = new Map<string, Set<(data: unknown) => void>>();
  const closeListeners: (() => void)[] = [];
  let lastId = 0;

  const receive = (message: BridgeMessage, body?: ArrayBuffer): void => {
    if ('event' in message) {
      for (const listener of [...(listeners.get(message.event) ?? [])]) listener(message.data);
      return;
    }
    const call = waiting.get(message.id);
    if (!call) return;
    waiting.delete(message.id);
    if ('error' in message) call.reject(new Error(message.error));
    else if ('result' in message) call.resolve({ result: message.result, ...(body && { body }) });
  };

  socket.addEventListener('message', ({ data }: MessageEvent) => {
    if (typeof data === 'string') return receive(JSON.parse(data));
    const { message, body } = decodeWithBody(new Uint8Array(data));
    return receive(message, body);
  });
  socket.addEventListener('close', () => {
    for (const call of waiting.values()) call.reject(new Error('The simulator was stopped: start it again.'));
    waiting.clear();
    for (const listener of closeListeners) listener();
  });

  const bridge: PageBridge = {
    call<R>(method: string, params?: object, body?: ArrayBuffer) {
      return new Promise<BridgeAnswer<R, ArrayBuffer>>((resolve, reject) => {
        if (socket.readyState !== socket.OPEN) {
          reject(new Error(`${method} could not be sent: the simulator was stopped. Start it again.`));
          return;
        }
        lastId += 1;
        // Node's side answers with the R that the caller names: the wire carries no types.
        waiting.set(lastId, { resolve: resolve as Waiting['resolve'], reject });
        const message = { id: lastId, method, ...(params && { params }) };
        socket.send(body ? encodeWithBody(message, new Uint8Array(body)) : JSON.stringify(message));
      });
    },
    on(event, listener) {
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set);
      set.add(listener);
      return () => set.delete(listener);
    },
    onClose: (listener) => void closeListeners.push(listener),
    close: () => socket.close(),
  };

  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve(bridge));
    socket.addEventListener('error', () =>
      reject(new Error(`The page could not reach the simulator at ${url}.`)),
    );
  });
}
