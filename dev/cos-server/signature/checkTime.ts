import { CosError } from '../errors/CosError';
import type { TimeSpan } from './Authorization';

/** How far ahead a client's clock may be, seconds (doc 40105: "more than 15 minutes"). */
const MAX_SKEW_SECONDS = 15 * 60;

/**
 * Refuses a signature outside its time.
 *
 * The only times in a request are those of the signature, so that a clock that is ahead shows in its start, and
 * one that is behind in an end that is over. What COS answers for a start up to 15 minutes ahead is not
 * documented; this server takes it.
 *
 * @param now unix seconds.
 */
export function checkTime(name: 'q-sign-time' | 'q-key-time', span: TimeSpan, now: number): void {
  if (now > span.end) {
    throw new CosError('AccessDenied', {
      // As COS (doc 40105); the SDKs compare exactly this text.
      message: 'Request has expired',
      reason: `${name} ended ${now - span.end} s ago (${span.text}, now ${now}).`,
    });
  }
  if (span.start - now > MAX_SKEW_SECONDS) {
    throw new CosError('RequestTimeTooSkewed', {
      reason: `${name} begins ${span.start - now} s in the future (${span.text}, now ${now}).`,
    });
  }
}
