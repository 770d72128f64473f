import type { CosClient, SignedUrl } from '../client/CosClient';
import type { Attempt } from '../failures/Failure';
import type { StoredObject } from '../objects/StoredObject';

/** Seconds. */
const LIFETIME = 900;
/** Seconds for which a URL that is handed out is good at least: a video asks for its parts while it plays. */
const AT_LEAST = 450;
const CAPACITY = 500;

interface Known {
  readonly etag: string;
  /** Seconds. */
  readonly lifetime: number;
  readonly signing: Promise<SignedUrl>;
}

/**
 * One URL for one picture for a while: `<image>` caches by URL, and a signature makes each one different. For the same
 * reason an object that was overwritten needs another one, or the old picture would be shown.
 */
export class SignedUrls {
  /** By key and query, the oldest first. */
  private readonly urls = new Map<string, Known>();

  /** With `renew` one is made anew: the one that is known did not work, whatever the clock says. */
  async get(
    client: CosClient,
    attempt: Attempt,
    { key, etag }: Pick<StoredObject, 'key' | 'etag'>,
    { query = {}, renew = false }: { query?: Readonly<Record<string, string>>; renew?: boolean } = {},
  ): Promise<string> {
    const id = `${key}?${JSON.stringify(query)}`;
    const known = this.urls.get(id);
    if (known?.etag === etag && !renew) {
      const signed = await known.signing;
      const left = signed.expiresAt - client.clock.now();
      if (client.isTrusted(signed) && left >= AT_LEAST * 1000) return signed.url;
      if (this.urls.get(id) !== known) return this.get(client, attempt, { key, etag }, { query });
    }
    // Signatures of the same second with the same end are the same, and `<image>` does nothing about a URL that it has.
    const lifetime = known?.lifetime === LIFETIME ? LIFETIME - 1 : LIFETIME;
    const signing = client.signedUrl(attempt, key, { lifetime, atLeast: AT_LEAST, query });
    this.urls.delete(id);
    this.urls.set(id, { etag, lifetime, signing });
    for (const oldest of this.urls.keys()) {
      if (this.urls.size <= CAPACITY) break;
      this.urls.delete(oldest);
    }
    try {
      return (await signing).url;
    } catch (error) {
      if (this.urls.get(id)?.signing === signing) this.urls.delete(id);
      throw error;
    }
  }
}
