import type { WebSocket } from 'ws';
import { messageOf } from '../../../messageOf';
import type { Built, NodeSide } from '../../messages/NodeSide';
import { openChannel } from '../../messages/openChannel';
import { type PageSide, pageEvents } from '../../messages/PageSide';
import type { Phone } from '../phone/createPhone';
import type { PagePlace } from '../phone/network/NetworkPort';
import type { OpenPages } from './OpenPages';
import { mapStack, withoutSourceMaps } from './sourceMaps';

interface Served {
  phone: Phone;
  from: PagePlace;
  pages: OpenPages;
  /** Sends an event of miniprogram-automator's protocol. */
  tellScripts(event: string, params: object): void;
  built(): Built;
}

/** Serves one page over its WebSocket, until it closes. Whatever comes ends at most this connection. */
export function servePage(socket: WebSocket, { phone, from, pages, tellScripts, built }: Served): void {
  const offer = (page: PageSide): NodeSide => {
    const connection = phone.connect(page, from);
    socket.on('close', () => {
      pages.remove(page);
      connection.disconnect();
    });
    return {
      ...connection.functions,
      async hello(opener) {
        pages.add(page, opener);
        const all = built();
        const isScripted = opener !== null && 'program' in all;
        return { ...(isScripted ? { program: withoutSourceMaps(all.program) } : all), phone: phone.start() };
      },
      started: (error) => pages.settle(page, error),
      logged({ level, args }) {
        phone.console.add(level, args.map(asText).join(' '));
        tellScripts('App.logAdded', { type: level, args });
      },
      threw({ name, message, stack, during }) {
        const current = built();
        const mapped = 'program' in current ? mapStack(stack, current.program.modules) : stack;
        phone.console.add('error', `${during}:\n${mapped}`);
        console.error(`In the Mini Program, ${during}:\n${mapped}`);
        tellScripts('App.exceptionThrown', { name, message, stack: mapped });
      },
      bindingCalled: (call) => tellScripts('App.bindingCalled', call),
    };
  };
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
      socket.close(1003, messageOf(error).slice(0, 100));
    }
  });
  socket.on('close', () => channel.end('The page was closed or reloaded while it was asked.'));
}

function asText(arg: unknown): string {
  return typeof arg === 'string' ? arg : JSON.stringify(arg);
}
