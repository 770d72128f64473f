/** The server's clock, as far as it is known. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** What the phone's own clock shows when the server's shows `time`. Milliseconds since 1970. */
  onPhone(time: number): number;
  /**
   * The server's clock showed `server` at some moment between `sent` and `received` of the phone's clock.
   * All in milliseconds since 1970; `server` in whole seconds.
   */
  observe(server: number, sent: number, received: number): void;
}

/** A phone's clock that is this close to the server's is left alone. */
const TOLERANCE = 2_000;

/** The offset lives in the SDK's options, so that what COS tells the SDK and what the client finds out is one. */
export function createClock(options: { SystemClockOffset: number }): Clock {
  return {
    now: () => Date.now() + options.SystemClockOffset,
    onPhone: (time) => time - options.SystemClockOffset,
    observe(server, sent, received) {
      const atLeast = server - received;
      const atMost = server + 1000 - sent;
      const plausible = atLeast <= TOLERANCE && atMost >= -TOLERANCE;
      // The lower bound: a signature that starts a moment ago is fine, one that starts in the future is not.
      options.SystemClockOffset = plausible ? 0 : atLeast;
    },
  };
}
