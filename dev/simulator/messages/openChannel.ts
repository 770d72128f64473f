import { createBirpc } from 'birpc';
import { frameReader, type Message, writeFrames } from './frames';

/** What carries the frames. */
export interface Wire {
  isOpen(): boolean;
  send(frame: string | Uint8Array): void;
}

/** The names of those functions that give no answer: to them belongs no promise that could reject unheard. */
export type EventNames<Side> = {
  readonly [Name in keyof Side as Side[Name] extends (...args: never[]) => Promise<unknown>
    ? never
    : Name]: true;
};

interface ChannelOptions<Own extends object, Other extends object> {
  wire: Wire;
  /** They do nothing when the connection is gone. */
  events: EventNames<Other>;
  /** What the other side may call, also what is added later; made with what it offers itself. */
  offer(other: Other): Own;
}

export interface Channel<Other> {
  /** The other side's functions. They reject as they do there, and when the connection is gone. */
  other: Other;
  /** To be called with each frame that comes. Throws for one that is no part of a message. */
  receive(frame: string | Uint8Array): void;
  /** To be called when the connection is gone: who waits for an answer hears the reason. */
  end(reason: string): void;
}

/** Both sides of the connection between a page and Node: each calls the functions of the other. */
export function openChannel<Own extends object, Other extends object>({
  wire,
  events,
  offer,
}: ChannelOptions<Own, Other>): Channel<Other> {
  const read = frameReader();
  let own: object = {};
  let gone = 'There is no connection yet.';
  let deliver: (message: Message) => void = () => undefined;
  const remote = createBirpc<Other>(
    {},
    {
      eventNames: Object.keys(events) as (keyof Other)[],
      // Only what is offered: birpc would also find `constructor` and the like.
      resolver: (name) => (Object.hasOwn(own, name) ? Reflect.get(own, name) : undefined),
      on: (listener) => {
        deliver = listener;
      },
      post(message: Message) {
        if (wire.isOpen()) for (const frame of writeFrames(message)) wire.send(frame);
        else if (message.t === 'q' && message.i) throw new Error(gone);
      },
      // An answer that can't be written is answered with the reason.
      onGeneralError: (_error, name) => name !== undefined,
      // A person may take all day.
      timeout: -1,
    },
  );
  const other = remote as unknown as Other;
  own = offer(other);
  return {
    other,
    receive(frame) {
      const message = read(frame);
      if (message) deliver(message);
    },
    end(reason) {
      gone = reason;
      remote.$rejectPendingCalls(({ reject }) => reject(new Error(reason)));
    },
  };
}
