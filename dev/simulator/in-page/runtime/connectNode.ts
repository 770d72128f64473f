import { type NodeSide, nodeEvents } from '../../messages/NodeSide';
import { openChannel } from '../../messages/openChannel';
import type { PageSide } from '../../messages/PageSide';

/**
 * Connects the page to Node.
 * @param url of the WebSocket.
 * @param page what Node may call; the rest of it may be added later.
 * @param onClose called once, when Node is gone.
 */
export function connectNode(
  window: Window & typeof globalThis,
  url: string,
  page: Partial<PageSide>,
  onClose: () => void,
): Promise<NodeSide> {
  const socket = new window.WebSocket(url);
  socket.binaryType = 'arraybuffer';
  const channel = openChannel<Partial<PageSide>, NodeSide>({
    wire: {
      isOpen: () => socket.readyState === socket.OPEN,
      // No memory of a page is shared with a worker.
      send: (frame) => socket.send(frame as string | Uint8Array<ArrayBuffer>),
    },
    events: nodeEvents,
    offer: () => page,
  });
  socket.addEventListener('message', ({ data }: MessageEvent<string | ArrayBuffer>) =>
    channel.receive(typeof data === 'string' ? data : new Uint8Array(data)),
  );
  socket.addEventListener('close', () => {
    channel.end('The simulator was stopped: start it again.');
    onClose();
  });
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve(channel.other));
    socket.addEventListener('error', () =>
      reject(new Error(`The page could not reach the simulator at ${url}.`)),
    );
  });
}
