import type { IncomingMessage } from 'node:http';

/**
 * Who a request says it is from, for the log of requests that are answered before anybody checked: the SecretId in
 * its header or its URL, `anonymous` without one.
 */
export function claimedCaller({ headers, url = '' }: IncomingMessage): string {
  const [, secretId] = /\bq-ak(?:=|%3D)([\w-]{1,200})/i.exec(`${headers.authorization ?? ''} ${url}`) ?? [];
  return secretId ?? 'anonymous';
}
