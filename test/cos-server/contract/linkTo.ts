import type { RawRequest } from '../support/send';

/** The request that a URL stands for, byte for byte: `URL` would resolve the `..` of a key. */
export function linkTo(url: string): RawRequest & { headers: Record<string, string> } {
  const [, host, path] = /^https?:\/\/([^/]+)(.*)$/.exec(url) ?? [];
  if (!host || !path) throw new Error(`"${url}" is no link to an object.`);
  return { path, headers: { host } };
}
