import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createPhone,
  type Phone,
  type PhoneConnection,
  type PhoneOptions,
} from '../../../../dev/simulator/in-node/phone/createPhone';
import type { PhoneEvents, PhoneFunctions } from '../../../../dev/simulator/messages/PhoneProtocol';
import { WxFailure } from '../../../../dev/simulator/messages/WxFailure';

type Events = {
  [E in keyof PhoneEvents]: { event: E; data: Parameters<PhoneEvents[E]>[0] };
}[keyof PhoneEvents];
type Value<F extends keyof PhoneFunctions> = Awaited<ReturnType<PhoneFunctions[F]>>;

/** What came of a call: the Mini Program is to see a failure as well. */
type Reply<Value> =
  | { ok: true; value: Value }
  | { ok: false; reason: string; errno?: number; errCode?: number };

export interface OpenPhone {
  dir: string;
  phone: Phone;
  /** What the phone told the page. */
  events: Events[];
  /** Called with each event, as it comes. */
  onEvent(listener: (event: Events) => void): void;
  call<F extends keyof PhoneFunctions>(
    name: F,
    ...params: Parameters<PhoneFunctions[F]>
  ): Promise<{ reply: Reply<Value<F>> }>;
  /** Another page of the phone. What it is told is among the events too. */
  connect(): PhoneConnection;
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
  const hear = (entry: Events): void => {
    events.push(entry);
    for (const listener of listeners) listener(entry);
  };
  const page: PhoneEvents = {
    taskProgress: (data) => hear({ event: 'taskProgress', data }),
    taskHeaders: (data) => hear({ event: 'taskHeaders', data }),
    settingsChanged: (data) => hear({ event: 'settingsChanged', data }),
    visibilityChanged: (data) => hear({ event: 'visibilityChanged', data }),
  };
  let connection = phone.connect(page);
  return {
    dir,
    phone,
    events,
    onEvent: (listener) => void listeners.push(listener),
    async call<F extends keyof PhoneFunctions>(name: F, ...params: Parameters<PhoneFunctions[F]>) {
      const called = connection.functions[name] as (...params: unknown[]) => Promise<Value<F>>;
      try {
        return { reply: { ok: true, value: await called(...params) } };
      } catch (error) {
        if (!(error instanceof WxFailure)) throw error;
        const { reason, errno, errCode } = error;
        return {
          reply: {
            ok: false,
            reason,
            ...(errno !== undefined && { errno }),
            ...(errCode !== undefined && { errCode }),
          },
        };
      }
    },
    connect: () => phone.connect({ ...page }),
    disconnect: () => connection.disconnect(),
    reconnect: () => {
      connection = phone.connect(page);
    },
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
export function succeeded<Value>({ reply }: { reply: Reply<Value> }): Value {
  if (reply.ok) return reply.value;
  throw new Error(`The phone refused: ${reply.reason} (${reply.errno})`);
}
