import type { CosClient, SignedUrl } from '../client/CosClient';
import type { Attempt } from '../failures/Failure';

/** Seconds. */
const LIFETIME = 900;
/** Seconds for which a URL that is handed out is good at least: a video asks for its parts while it plays. */
const AT_LEAST = 450;
const CAPACITY = 500;

/** One URL for one picture for a while: `<image>` caches by URL, and a signature makes each one different. */
export class SignedUrls {
  /** The oldest first. */
  private readonly urls = new Map<string, Promise<SignedUrl>>();

  constructor(private readonly client: CosClient) {}

  /** With `renew` one is made anew: the one that is known did not work, whatever the clock says. */
  async get(
    attempt: Attempt,
    key: string,
    { query, renew = false }: { query?: string | undefined; renew?: boolean } = {},
  ): Promise<string> {
    const id = `${key}?${query ?? ''}`;
    const known = this.urls.get(id);
    if (known && !renew) {
      const signed = await known;
      const left = signed.expiresAt - this.client.clock.now();
      if (this.client.isTrusted(signed) && left >= AT_LEAST * 1000) return signed.url;
      if (this.urls.get(id) !== known) return this.get(attempt, key, { query });
    }
    const signing = this.client.signedUrl(attempt, key, { lifetime: LIFETIME, atLeast: AT_LEAST, query });
    this.urls.delete(id);
    this.urls.set(id, signing);
    for (const oldest of this.urls.keys()) {
      if (this.urls.size <= CAPACITY) break;
      this.urls.delete(oldest);
    }
    try {
      return (await signing).url;
    } catch (error) {
      if (this.urls.get(id) === signing) this.urls.delete(id);
      throw error;
    }
  }
}
