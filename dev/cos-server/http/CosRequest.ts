import { randomBytes } from 'node:crypto';
import type { Address } from '../address/resolveAddress';
import type { Query } from './Query';
import type { RequestBody } from './RequestBody';
import type { RequestHeaders } from './RequestHeaders';
import type { Trace } from './Trace';

/** A request as the operations see it. */
export interface CosRequest {
  /** What is answered as x-cos-request-id. */
  readonly id: string;
  readonly method: string;
  /** Of the URL, decoded, from the first `/`. */
  readonly path: string;
  readonly query: Query;
  readonly headers: RequestHeaders;
  readonly body: RequestBody;
  readonly address: Address;
  /** IP address. */
  readonly client: string;
  /** The server's clock when the request came, ms. */
  readonly now: number;
  readonly trace: Trace;
  /** Aborted when the client has left: what is done for it alone can stop. */
  readonly gone: AbortSignal;
}

/** An id in the shape of COS's: base64 of the time and of random digits. @param now ms */
export function newRequestId(now: number): string {
  const seconds = Math.floor(now / 1000).toString(16);
  return Buffer.from(`${seconds}_${randomBytes(8).toString('hex')}_local`).toString('base64');
}
