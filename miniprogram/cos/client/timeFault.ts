import type { TimeFault } from '../failures/Refusal';

/** A clock that is this far off is not to blame: what a signature takes, and more than a Date header is late. Seconds. */
const HARMLESS = 60;

/**
 * Whose clock made COS refuse a signature's time.
 *
 * @param server what COS's clock showed
 * @param phone what the phone's showed then
 * @param used what the client took for the server's, by what the issuer of its key or COS had said before.
 * All in milliseconds since 1970
 */
export function timeFault(server: number, phone: number, used: number): TimeFault {
  const ahead = (clock: number) => Math.round((clock - server) / 1000);
  for (const [kind, seconds] of [
    ['phone', ahead(phone)],
    ['issuer', ahead(used)],
  ] as const)
    if (Math.abs(seconds) > HARMLESS) return { kind, seconds };
  return { kind: 'age', seconds: 0 };
}
