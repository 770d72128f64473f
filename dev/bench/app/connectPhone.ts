import type { WxEnvironment } from '../../simulator/in-page/runtime/WxEnvironment';
import { nodeEvents } from '../../simulator/messages/NodeSide';
import { openChannel } from '../../simulator/messages/openChannel';
import type { PhoneEvents, PhoneFunctions } from '../../simulator/messages/PhoneProtocol';
import type { AppTask } from './AppMessages';

/** The phone is in another thread; what is a WebSocket to a page is a port here. */
export function connectPhone({ phone, start }: AppTask): WxEnvironment['connectPhone'] {
  return (page) => {
    const channel = openChannel<PhoneEvents, PhoneFunctions>({
      wire: { isOpen: () => true, send: (frame) => phone.postMessage(frame) },
      events: nodeEvents,
      offer: () => page,
    });
    phone.on('message', (frame: string | Uint8Array) => channel.receive(frame));
    return { start, functions: channel.other };
  };
}
