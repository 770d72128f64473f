import { isArrayBuffer, wrongType } from './options';

interface PreparedRequest {
  url: string;
  header: Record<string, string>;
  text?: string;
  bytes?: ArrayBuffer;
}

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';

/**
 * WeChat's rules for `data`: bytes and strings go as they are; of an object GET makes a query, a form
 * content type a form, any other method JSON. `content-type` is `application/json` unless given.
 */
export function requestBody(
  url: string,
  method: string,
  given: Record<string, string>,
  data: unknown,
): PreparedRequest {
  const typeName = Object.keys(given).find((name) => name.toLowerCase() === 'content-type');
  const header = typeName === undefined ? { 'content-type': JSON_TYPE, ...given } : given;
  const contentType = typeName === undefined ? JSON_TYPE : (given[typeName] ?? '');

  if (data === undefined || data === null || data === '') return { url, header };
  if (isArrayBuffer(data)) return { url, header, bytes: data };
  if (typeof data === 'string') return { url, header, text: data };
  if (typeof data !== 'object') throw wrongType('data', 'String', data);
  if (method === 'GET') return { url: withQuery(url, data), header };
  const text = contentType.includes(FORM_TYPE) ? query(data) : JSON.stringify(data);
  return { url, header, text };
}

function withQuery(url: string, data: object): string {
  const added = query(data);
  if (added === '') return url;
  const [address = '', fragment] = url.split('#', 2);
  const joined = `${address}${address.includes('?') ? '&' : '?'}${added}`;
  return fragment === undefined ? joined : `${joined}#${fragment}`;
}

function query(data: object): string {
  return Object.entries(data)
    .map(([name, value]) => {
      const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
      return `${encodeURIComponent(name)}=${encodeURIComponent(text)}`;
    })
    .join('&');
}
