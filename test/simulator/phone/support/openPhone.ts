import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createPhone,
  type Phone,
  type PhoneOptions,
} from '../../../../dev/simulator/in-node/phone/createPhone';
import type {
  PhoneEvents,
  PhoneMethod,
  PhoneMethods,
  PhoneReply,
} from '../../../../dev/simulator/messages/PhoneProtocol';

type Events = { [E in keyof PhoneEvents]: { event: E; data: PhoneEvents[E] } }[keyof PhoneEvents];

export interface OpenPhone {
  dir: string;
  phone: Phone;
  /** What the phone told the page. */
  events: Events[];
  /** Called with each event, as it comes. */
  onEvent(listener: (event: Events) => void): void;
  call<M extends PhoneMethod>(
    method: M,
    params: PhoneMethods[M]['params'],
    body?: Uint8Array,
  ): Promise<{ reply: PhoneReply<PhoneMethods[M]['value']>; body?: Uint8Array }>;
  /** As the bridge calls it. */
  handle(method: string, params: unknown, body?: Uint8Array): Promise<{ result: unknown; body?: Uint8Array }>;
  /** The page goes away. */
  disconnect(): void;
  /** The page is opened again. */
  reconnect(): void;
  /** Closes the phone and opens one on the same folder. */
  restart(): Promise<OpenPhone>;
  close(): Promise<void>;
}

/** A phone on an empty folder, with one page connected to it. */
export async function openPhone(options: Partial<PhoneOptions> = {}): Promise<OpenPhone> {
  const dir = options.dir ?? (await mkdtemp(join(tmpdir(), 'phone-')));
  const phone = createPhone({ openId: 'oTester', ...options, dir });
  const events: Events[] = [];
  const listeners: ((event: Events) => void)[] = [];
  const connection = {
    emit: (event: string, data: unknown) => {
      const entry = { event, data } as Events;
      events.push(entry);
      for (const listener of listeners) listener(entry);
    },
  };
  phone.connected(connection);
  return {
    dir,
    phone,
    events,
    onEvent: (listener) => void listeners.push(listener),
    async call<M extends PhoneMethod>(method: M, params: PhoneMethods[M]['params'], body?: Uint8Array) {
      const answer = await phone.handle(method, params, body, connection);
      return {
        reply: answer.result as PhoneReply<PhoneMethods[M]['value']>,
        ...(answer.body && { body: answer.body }),
      };
    },
    handle: (method, params, body) => phone.handle(method, params, body, connection),
    disconnect: () => phone.disconnected(connection),
    reconnect: () => phone.connected(connection),
    async restart() {
      await phone.close();
      return openPhone({ ...options, dir });
    },
    async close() {
      await phone.close();
      await rm(dir, { recursive: true });
    },
  };
}

/** The value of a call that has to succeed. */
export function succeeded<Value>({ reply }: { reply: PhoneReply<Value> }): Value {
  if (reply.ok) return reply.value;
  throw new Error(`The phone refused: ${reply.reason} (${reply.errno})`);
}
