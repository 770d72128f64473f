import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Phone, PhoneConnection } from '../../../dev/simulator/in-node/phone/createPhone';
import type { WxEnvironment } from '../../../dev/simulator/in-page/runtime/WxEnvironment';
import { nodeEvents } from '../../../dev/simulator/messages/NodeSide';
import { type Channel, openChannel, type Wire } from '../../../dev/simulator/messages/openChannel';
import { pageEvents } from '../../../dev/simulator/messages/PageSide';
import type { PhoneEvents, PhoneFunctions } from '../../../dev/simulator/messages/PhoneProtocol';

export interface DirectConnection {
  connectPhone: WxEnvironment['connectPhone'];
  /** The Mini Program ends: its calls are interrupted. Resolves when the phone has ended too. */
  end(): Promise<void>;
  /** WeChat kills the Mini Program, which hears nothing any more. Resolves when the phone does nothing for it any more. */
  kill(): Promise<void>;
}

/** Connects a `wx` to a phone of this process by the channel of a page, without a page and without a WebSocket. */
export function connectDirectly(phone: Phone): DirectConnection {
  let connection: PhoneConnection | undefined;
  let channel: Channel<PhoneFunctions> | undefined;
  let ended = false;
  let killed = false;
  const running = new Set<unknown>();
  const counted =
    (perform: (...args: never[]) => unknown) =>
    async (...args: never[]) => {
      const work = perform(...args);
      running.add(work);
      try {
        return await work;
      } finally {
        running.delete(work);
      }
    };
  const wireTo = (receiver: () => Channel<unknown>, isCut: () => boolean): Wire => ({
    isOpen: () => !isCut(),
    send(frame) {
      // A copy, as a socket makes one: who sent bytes may change them afterwards.
      const sent = typeof frame === 'string' ? frame : frame.slice();
      queueMicrotask(() => isCut() || receiver().receive(sent));
    },
  });
  return {
    connectPhone(page) {
      const ofPage: Channel<PhoneFunctions> = openChannel<PhoneEvents, PhoneFunctions>({
        wire: wireTo(
          () => ofNode,
          () => ended,
        ),
        events: nodeEvents,
        offer: () => page,
      });
      const ofNode: Channel<PhoneEvents> = openChannel<PhoneFunctions, PhoneEvents>({
        wire: wireTo(
          () => ofPage,
          () => ended || killed,
        ),
        events: pageEvents,
        offer(told) {
          connection = phone.connect(told);
          return Object.fromEntries(
            Object.entries(connection.functions).map(([name, perform]) => [name, counted(perform)]),
          ) as unknown as PhoneFunctions;
        },
      });
      channel = ofPage;
      return { start: phone.start(), functions: ofPage.other };
    },
    async kill() {
      killed = true;
      // What was said before, such as what is to be stored, still gets to the phone.
      await nextTurn();
      connection?.disconnect();
      await Promise.allSettled(running);
      ended = true;
    },
    async end() {
      connection?.disconnect();
      await Promise.allSettled(running);
      // Until the answers have arrived.
      await nextTurn();
      ended = true;
      // So that no timer of the Mini Program goes on waiting for an answer.
      channel?.end('interrupted');
      await phone.close();
    },
  };
}
