import { createHash, timingSafeEqual } from 'node:crypto';

/** The network that this computer is in, when a person let it in: `npm start -- --lan`. */
export interface LocalNetwork {
  /** This computer's address in it: `192.168.1.5`. */
  readonly address: string;
  /** Whoever knows it may come in. No part of a message that goes anywhere but to this computer's terminal. */
  readonly code: string;
}

/** Whether it is the code. How long it takes tells nothing of how much was right. */
export function isCode(given: string | undefined, { code }: LocalNetwork): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return given !== undefined && timingSafeEqual(digest(given), digest(code));
}
