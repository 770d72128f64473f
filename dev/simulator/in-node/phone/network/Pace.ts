import { setTimeout as delay } from 'node:timers/promises';
import type { NetworkProfile } from '../../../messages/PhoneProtocol';

/** A poor mobile connection. */
const SLOW = { latencyMs: 400, bytesPerSecond: 256 * 1024 };
const CHUNK_BYTES = 16 * 1024;

/** How fast bytes go in one call. */
export interface Pace {
  /** Before anything is sent. */
  connect(): Promise<void>;
  /** The pieces to send one by one. */
  pieces(bytes: Uint8Array): Iterable<Uint8Array>;
  /** After a piece of `length` bytes went. */
  passed(length: number): Promise<void>;
}

/** `signal` ends a wait early. */
export function createPace(profile: NetworkProfile, signal: AbortSignal): Pace {
  if (profile !== 'slow') {
    return { connect: async () => undefined, pieces: (bytes) => [bytes], passed: async () => undefined };
  }
  const wait = (ms: number): Promise<void> => delay(ms, undefined, { signal });
  return {
    connect: () => wait(SLOW.latencyMs),
    *pieces(bytes) {
      for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
        yield bytes.subarray(start, start + CHUNK_BYTES);
      }
    },
    passed: (length) => wait((length / SLOW.bytesPerSecond) * 1000),
  };
}
