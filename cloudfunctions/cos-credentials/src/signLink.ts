import { createHash, createHmac } from 'node:crypto';

export interface SignedLink {
  /** `https://host`, or with the bucket after it: what the path of each object is under. */
  base: string;
  key: string;
  /** From when to when it works, in unix seconds. */
  start: number;
  end: number;
}

/**
 * A URL by which whoever has it can read one object (COS, document 7778): for GET, for the path with the key and for the host,
 * which is signed because the same key may be there in another bucket of the account.
 */
export function signLink(
  { secretId, secretKey }: { secretId: string; secretKey: string },
  { base, key, start, end }: SignedLink,
): string {
  const { host, pathname } = new URL(base);
  const time = `${start};${end}`;
  const path = `${pathname.replace(/\/$/, '')}/${key}`;
  const request = `get\n${path}\n\nhost=${encode(host)}\n`;
  const signature = hmac(hmac(secretKey, time), `sha1\n${time}\n${sha1(request)}\n`);
  const query = [
    'q-sign-algorithm=sha1',
    `q-ak=${encode(secretId)}`,
    `q-sign-time=${time}`,
    `q-key-time=${time}`,
    'q-header-list=host',
    'q-url-param-list=',
    `q-signature=${signature}`,
  ];
  return `${base}/${key.split('/').map(encode).join('/')}?${query.join('&')}`;
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

const hmac = (key: string, text: string): string => createHmac('sha1', key).update(text).digest('hex');
const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex');
