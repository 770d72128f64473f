import { type Attempt, Failure } from '../failures/Failure';

/** What the issuer of keys is asked for a link. */
export interface LinkQuestion {
  /** The whole key. */
  readonly key: string;
  readonly seconds: number;
}

/** A link that the issuer of keys has signed. */
export interface IssuedLink {
  readonly url: string;
  /** Milliseconds since 1970, on the server's clock. */
  readonly expiresAt: number;
}

/** Reads the answer of the function or endpoint; throws a `Failure` that names the field that is wrong. */
export function readLink(answer: unknown, attempt: Attempt): IssuedLink {
  const { url, expiredTime } = (answer ?? {}) as { url?: unknown; expiredTime?: unknown };
  const refuse = (field: string, expected: string): never => {
    const detail = `the answer to a question for a link has no ${field}, expected ${expected}`;
    throw new Failure({ code: 'credential-malformed', attempt, detail, params: { field } });
  };
  if (typeof url !== 'string' || !/^https?:\/\/[^/]+\/./.test(url)) return refuse('url', 'a URL');
  if (typeof expiredTime !== 'number' || !(expiredTime > 1e9 && expiredTime < 1e10)) {
    return refuse('expiredTime', 'unix seconds');
  }
  return { url, expiresAt: expiredTime * 1000 };
}
