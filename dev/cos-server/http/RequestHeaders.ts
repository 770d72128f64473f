import type { IncomingHttpHeaders } from 'node:http';

/**
 * The headers of a request. An empty header counts as absent: the Mini Program SDK sends `Cache-Control: ""`
 * with each upload that does not set it.
 */
export class RequestHeaders {
  constructor(private readonly headers: IncomingHttpHeaders) {}

  /** The value as bytes in a string (latin1), as HTTP carries it; fit to be sent back as it is. */
  get(name: string): string | undefined {
    const value = this.headers[name.toLowerCase()];
    const text = Array.isArray(value) ? value.join(', ') : value;
    return text === '' ? undefined : text;
  }

  /** The value as text: UTF-8 where the bytes are valid UTF-8. */
  text(name: string): string | undefined {
    const value = this.get(name);
    if (value === undefined) return undefined;
    const decoded = Buffer.from(value, 'latin1').toString('utf8');
    return decoded.includes('\ufffd') ? value : decoded;
  }

  entries(): [name: string, value: string][] {
    return Object.keys(this.headers).flatMap((name) => {
      const value = this.get(name);
      return value === undefined ? [] : [[name, value] as [string, string]];
    });
  }
}
