import { setTimeout as delay } from 'node:timers/promises';
import type { NetworkType } from '../../../messages/PhoneProtocol';

/** As they are on a day that is not good. What is not here is as fast as this machine. */
const paces: { [type in NetworkType]?: { latencyMs: number; bytesPerSecond: number } } = {
  '4g': { latencyMs: 60, bytesPerSecond: 2_500_000 },
  '3g': { latencyMs: 400, bytesPerSecond: 256 * 1024 },
  '2g': { latencyMs: 800, bytesPerSecond: 20 * 1024 },
};
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
export function createPace(network: NetworkType, signal: AbortSignal): Pace {
  const pace = paces[network];
  if (!pace) {
    return { connect: async () => undefined, pieces: (bytes) => [bytes], passed: async () => undefined };
  }
  const wait = (ms: number): Promise<void> => delay(ms, undefined, { signal });
  return {
    connect: () => wait(pace.latencyMs),
    *pieces(bytes) {
      for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
        yield bytes.subarray(start, start + CHUNK_BYTES);
      }
    },
    passed: (length) => wait((length / pace.bytesPerSecond) * 1000),
  };
}
