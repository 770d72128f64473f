import type { IncomingMessage } from 'node:http';

/** What is learned about a request while it is answered, for the request log. */
export interface Trace {
  operation: string;
  /** The SecretId, or `anonymous`. */
  caller: string;
  key?: string;
  /** Why the request was refused, more than its answer tells. */
  reason?: string;
  /** What the server signed to compare signatures. */
  signed?: { stringToSign: string; formatString: string };
}

/** What is known of a request before anybody looked at it. */
export function newTrace(message: IncomingMessage): Trace {
  return { operation: 'unknown', caller: claimedCaller(message) };
}

/**
 * Who a request says it is from, for the log of requests that are answered before anybody checked: the SecretId in
 * its header or its URL, `anonymous` without one.
 */
function claimedCaller({ headers, url = '' }: IncomingMessage): string {
  const [, secretId] = /\bq-ak(?:=|%3D)([\w-]{1,200})/i.exec(`${headers.authorization ?? ''} ${url}`) ?? [];
  return secretId ?? 'anonymous';
}
