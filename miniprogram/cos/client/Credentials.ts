import { type Attempt, Failure } from '../failures/Failure';
import { failureFrom } from '../failures/failureFrom';
import { readRawError } from '../failures/RawError';
import type { TimeLimits } from '../task/timeLimits';
import { withEnd } from '../task/withEnd';
import { withTimeLimit } from '../task/withTimeLimit';
import { askIssuer, type IssuerAnswer } from './askIssuer';
import type { Clock } from './Clock';
import type { CosConfig } from './CosConfig';
import { type Credential, readCredential } from './Credential';
import { type IssuedLink, type LinkQuestion, readLink } from './IssuedLink';
import { whenThereIsRoom } from './whenThereIsRoom';

/** A key with less life left is replaced before it is used. Milliseconds. */
const REFRESH_BEFORE = 120_000;
/** A key that is used with less life left than this is replaced meanwhile, so that nothing waits for the next one. Milliseconds. */
const REFRESH_AHEAD = 300_000;
/** Between two tries of that. Milliseconds. */
const AHEAD_PAUSE = 30_000;
/** While the issuer can't be reached, a key with this much life left still serves. Milliseconds. */
const LAST_RESORT = 15_000;
/** A link may ask for at most this much less than a new key's whole life: no key is used at once. Milliseconds. */
const AGE_WHEN_USED = 60_000;

const attempt: Attempt = { action: 'credential' };

/**
 * The one temporary key of the client, and the one request for it however many callers wait. The SDK's own cache asks
 * once for each caller and keeps a rejected key, so it is not used.
 */
export class Credentials {
  private current: Credential | undefined;
  private pending: Promise<Credential> | undefined;
  private lastFailure: Failure | undefined;
  private triedAhead = 0;
  private readonly rejected = new WeakSet<Credential>();

  constructor(
    private readonly config: CosConfig,
    private readonly clock: Clock,
    private readonly limits: TimeLimits,
  ) {}

  /**
   * A key that is good for `life` more milliseconds, or for nearly as long as the issuer's keys are.
   * Rejects with a `Failure` about the caller's attempt.
   */
  async get(caller: Attempt, life = 0): Promise<Credential> {
    const { current } = this;
    const left = current ? current.expiresAt - this.clock.now() : 0;
    if (current) {
      const most = current.expiresAt - current.startsAt - AGE_WHEN_USED;
      if (left >= Math.max(REFRESH_BEFORE, Math.min(life, most))) {
        const ahead = Math.min(REFRESH_AHEAD, (current.expiresAt - current.startsAt) / 2);
        if (left < ahead) this.renewAhead();
        return current;
      }
    }
    try {
      return await this.renew();
    } catch (error) {
      const failure = failureFrom(error, caller);
      this.lastFailure = failure;
      if (current && current === this.current && left >= Math.max(LAST_RESORT, life)) return current;
      throw failure;
    }
  }

  /** A link that the issuer signs; only of one that says so with its keys (`maxLinkSeconds`). Rejects with a `Failure`. */
  async askForLink(caller: Attempt, link: LinkQuestion): Promise<IssuedLink> {
    const { answer } = await this.ask(caller, { link });
    return readLink(answer, caller);
  }

  /**
   * COS refused this key: it is not handed out again. True when it has been replaced because of a refusal, by this
   * call or another one, false when it was replaced by age: then nobody has tried a fresh key yet.
   */
  reject(credential: Credential): boolean {
    if (this.current === credential) {
      this.current = undefined;
      this.rejected.add(credential);
    }
    return this.rejected.has(credential);
  }

  isRejected(credential: Credential): boolean {
    return this.rejected.has(credential);
  }

  /** The SDK takes no reason from getAuthorization and throws one of its own: this is the one that was meant. */
  causeBehind(error: unknown): Failure | undefined {
    const lost = readRawError(error).text.includes('getAuthorization callback params');
    return lost ? this.lastFailure : undefined;
  }

  private renew(): Promise<Credential> {
    this.pending ??= withEnd(this.fetch(), () => {
      this.pending = undefined;
    });
    return this.pending;
  }

  /** Who needs it asks again. */
  private renewAhead(): void {
    const now = this.clock.now();
    if (this.pending || Math.abs(now - this.triedAhead) < AHEAD_PAUSE) return;
    this.triedAhead = now;
    this.renew().catch(() => undefined);
  }

  private async fetch(): Promise<Credential> {
    const { bucket, region } = this.config;
    const answer = await this.ask(attempt);
    const credential = readCredential(answer.answer, attempt);
    if (credential.bucket !== bucket || credential.region !== region) {
      const configured = `${bucket} (${region})`;
      const issued = `${credential.bucket} (${credential.region})`;
      throw new Failure({
        code: 'config-mismatch',
        attempt,
        detail: `keys are issued for ${issued}, cos/config.ts says ${configured}`,
        params: { configured, issued },
      });
    }
    this.setClock(answer, credential);
    if (credential.expiresAt <= this.clock.now()) {
      throw new Failure({
        code: 'credential-malformed',
        attempt,
        detail: `the key that was issued had expired at ${new Date(credential.expiresAt).toISOString()}`,
        params: { field: 'expiredTime' },
      });
    }
    this.current = credential;
    return credential;
  }

  private ask(asked: Attempt, question?: { link: LinkQuestion }): Promise<IssuerAnswer> {
    const { credential: limit } = this.limits;
    const { credentials: source } = this.config;
    const asking = whenThereIsRoom(asked, limit, () => askIssuer(source, asked, question));
    return withTimeLimit(asking, limit, { code: 'credential-timeout', attempt: asked });
  }

  /** A cloud function's answer carries no Date, but it issues a new key for each call: its start is the server's now. */
  private setClock({ serverTime, sent, received }: IssuerAnswer, { startsAt }: Credential): void {
    this.clock.observe(serverTime ?? startsAt, sent, received);
  }
}
