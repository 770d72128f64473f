import { CosError } from '../errors/CosError';
import type { Restoration, StoredObject } from '../storage/StoredObject';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** How long a restoration takes, ms of the server's clock: the shortest time that COS documents (doc 12633). */
export const restoreDurations: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  ARCHIVE: { Expedited: MINUTE, Standard: 3 * HOUR, Bulk: 5 * HOUR },
  DEEP_ARCHIVE: { Standard: 12 * HOUR, Bulk: 24 * HOUR },
};

type ArchiveState =
  | { kind: 'not archived' }
  | { kind: 'archived' }
  | { kind: 'restoring'; restoration: Restoration }
  | { kind: 'restored'; restoration: Restoration };

export function archiveState({ storageClass, restoration }: StoredObject, now: number): ArchiveState {
  if (!restoreDurations[storageClass]) return { kind: 'not archived' };
  if (!restoration || now >= restoration.expiresAt) return { kind: 'archived' };
  return { kind: now < restoration.readyAt ? 'restoring' : 'restored', restoration };
}

/** Throws `InvalidObjectState` (403): COS reads what is archived only after it was restored (doc 7730). */
export function refuseArchived(object: StoredObject, now: number): void {
  const { kind } = archiveState(object, now);
  if (kind === 'not archived' || kind === 'restored') return;
  throw new CosError('InvalidObjectState', {
    reason: `"${object.key}" is stored as ${object.storageClass} and ${kind === 'restoring' ? 'still being' : 'not'} restored.`,
  });
}

/** The headers that tell of a restoration in an answer to HEAD (doc 7745). */
export function restorationHeaders(object: StoredObject, now: number): Record<string, string> {
  const state = archiveState(object, now);
  switch (state.kind) {
    case 'restoring': {
      const { tier, requestedAt } = state.restoration;
      return {
        'x-cos-restore': 'ongoing-request="true"',
        'x-cos-restore-status': `tier="${tier.toLowerCase()}"; request-date="${new Date(requestedAt).toUTCString()}"`,
      };
    }
    case 'restored': {
      const expiry = new Date(state.restoration.expiresAt).toUTCString();
      return { 'x-cos-restore': `ongoing-request="false", expiry-date="${expiry}"` };
    }
    default:
      return {};
  }
}
