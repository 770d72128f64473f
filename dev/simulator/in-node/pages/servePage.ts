import type { WebSocket } from 'ws';
import type { NodeSide } from '../../messages/NodeSide';
import { openChannel } from '../../messages/openChannel';
import { type PageSide, pageEvents } from '../../messages/PageSide';

/**
 * Talks with a page over a WebSocket. Whatever comes ends at most its own connection.
 * @param offer what the page may call.
 */
export function servePage(socket: WebSocket, offer: (page: PageSide) => NodeSide): void {
  const channel = openChannel<NodeSide, PageSide>({
    wire: { isOpen: () => socket.readyState === socket.OPEN, send: (frame) => socket.send(frame) },
    events: pageEvents,
    offer,
  });
  // One buffer, however many frames of the protocol it came in.
  socket.binaryType = 'nodebuffer';
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    try {
      channel.receive(isBinary ? data : data.toString('utf8'));
    } catch (error) {
      socket.close(1003, error instanceof Error ? error.message.slice(0, 100) : '');
    }
  });
  socket.on('close', () => channel.end('The page was closed or reloaded while it was asked.'));
}
