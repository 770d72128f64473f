import { randomBytes } from 'node:crypto';

/** An id in the shape of COS's: base64 of the time and of random digits. @param now ms */
export function requestId(now: number): string {
  const seconds = Math.floor(now / 1000).toString(16);
  return Buffer.from(`${seconds}_${randomBytes(8).toString('hex')}_local`).toString('base64');
}
