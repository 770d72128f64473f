import type { Phone } from '../../../dev/simulator/in-node/phone/createPhone';
import type { Bridge } from '../../../dev/simulator/messages/Bridge';

export interface DirectBridge extends Bridge {
  /** The Mini Program ends: its calls are aborted, and nothing is answered any more. Resolves when the phone has ended too. */
  end(): Promise<void>;
}

/** What connects a `wx` to a phone of this process. All goes through JSON, as over the wire. */
export function directBridge(phone: Phone): DirectBridge {
  const listeners = new Map<string, Set<(data: unknown) => void>>();
  let ended = false;
  const connection = {
    emit: (event: string, data: unknown) => {
      if (ended) return;
      for (const listener of [...(listeners.get(event) ?? [])]) listener(copy(data));
    },
  };
  phone.connected(connection);

  /** Leaves who waits for an answer waiting, once the Mini Program has ended. */
  const answered = <Answer>(work: Promise<Answer>): Promise<Answer> =>
    new Promise((resolve, reject) => {
      work.then(
        (answer) => ended || resolve(answer),
        (error) => ended || reject(error),
      );
    });

  return {
    async call<R>(method: string, params?: object, body?: ArrayBuffer) {
      if (ended) return answered(new Promise<never>(() => undefined));
      const answer = await answered(
        phone.handle(method, copy(params ?? {}), body && new Uint8Array(body), connection),
      );
      // A buffer that holds nothing else.
      return {
        result: copy(answer.result) as R,
        ...(answer.body && { body: Uint8Array.from(answer.body).buffer }),
      };
    },
    on(event, listener) {
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set.add(listener));
      return () => set.delete(listener);
    },
    async end() {
      ended = true;
      phone.disconnected(connection);
      await phone.close();
    },
  };
}

const copy = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
