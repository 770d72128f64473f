import type { AppReport } from '../app/AppMessages';
import type { CloudReport, ServedRequest } from '../cloud/CloudMessages';
import type { LinkProfile } from '../link/LinkProfile';
import type { Passed } from '../link/ShapedLink';
import type { Load } from './Load';

/** What one way needed for one load over one link. */
export interface Measured {
  readonly seconds: number;
  /** Over the time that the link needs for the files' bytes alone. */
  readonly ratio: number;
  readonly requests: number;
  readonly credentialCalls: number;
  /** From asking for keys until they were there. */
  readonly keySeconds: number;
  readonly connections: number;
  readonly cuts: number;
  /** How long the link had nothing to send, the wait for the key among it. */
  readonly idleSeconds: number;
  /** All that the phone sent, heads of requests among it. */
  readonly sentBytes: number;
  /** Of files, beyond their sizes. */
  readonly sentTwiceBytes: number;
  readonly longestRequestSeconds: number;
  readonly peakBytes: number;
  readonly failures: number;
  readonly notifications?: number;
  readonly setData?: AppReport['setData'];
}

interface Facts {
  readonly load: Load;
  readonly profile: LinkProfile;
  readonly report: AppReport;
  readonly served: CloudReport;
  readonly link: Passed;
}

/** Throws when not every file is stored, whole and once. */
export function measure({ load, profile, report, served, link }: Facts): Measured {
  const whole = served.stored.filter(({ size }) => size === load.bytes).length;
  if (whole !== load.files || served.stored.length !== load.files) {
    throw new Error(
      `${whole} of ${load.files} files are stored whole, among ${served.stored.length} objects.`,
    );
  }
  const { seconds, keySeconds, peakBytes, failures, notifications, setData } = report;
  const limit = (load.files * load.bytes) / profile.bytesPerSecond;
  const onTheWay = (1 + profile.handshakes) * (profile.roundTripMs / 1000);
  return {
    seconds,
    ratio: seconds / limit,
    requests: served.requests.length + served.credentialCalls,
    credentialCalls: served.credentialCalls,
    keySeconds,
    connections: link.connections,
    cuts: link.cuts,
    idleSeconds: link.idleSeconds,
    sentBytes: link.bytes,
    sentTwiceBytes: sentTwice(served.requests, load.bytes),
    longestRequestSeconds: Math.max(...served.requests.map((request) => request.seconds)) + onTheWay,
    peakBytes,
    failures,
    ...(notifications !== undefined && { notifications }),
    ...(setData && { setData }),
  };
}

/** Bytes of files that COS got in vain, or again. */
export function sentTwice(requests: readonly ServedRequest[], fileBytes: number): number {
  const parts = new Map<string, number>();
  const forms = new Map<string, number>();
  let twice = 0;
  for (const { operation, key = '', status, bytes } of requests) {
    const accepted = status >= 200 && status < 300;
    if (operation === 'UploadPart' && accepted) parts.set(key, (parts.get(key) ?? 0) + bytes);
    else if (operation === 'PostObject' && accepted && !forms.has(key)) forms.set(key, bytes);
    else if (operation === 'UploadPart' || operation === 'PostObject') twice += bytes;
  }
  for (const bytes of parts.values()) twice += bytes - fileBytes;
  return twice;
}
