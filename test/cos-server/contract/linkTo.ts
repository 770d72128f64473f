import type { RawRequest } from '../support/send';

/** How a link is asked for. */
export type LinkUse = Omit<RawRequest, 'path'>;

/** The request that a URL stands for, byte for byte: `URL` would resolve the `..` of a key. */
export function linkTo(url: string, { method = 'GET', headers = {}, body }: LinkUse = {}): RawRequest {
  const [, host, path] = /^https?:\/\/([^/]+)(.*)$/.exec(url) ?? [];
  if (!host || !path) throw new Error(`"${url}" is no link to an object.`);
  const length = body === undefined ? {} : { 'content-length': String(body.length) };
  return { method, path, headers: { host, ...headers, ...length }, ...(body !== undefined && { body }) };
}
