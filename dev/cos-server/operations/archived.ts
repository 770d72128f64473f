import { CosError } from '../errors/CosError';
import type { StoredObject } from '../storage/StoredObject';

const archives: ReadonlySet<string> = new Set(['ARCHIVE', 'DEEP_ARCHIVE']);

/** Throws `InvalidObjectState` (403): COS reads what is archived only after it was restored (document 7730). */
export function refuseArchived({ key, storageClass }: StoredObject): void {
  if (!archives.has(storageClass)) return;
  throw new CosError('InvalidObjectState', {
    reason: `"${key}" is stored as ${storageClass} and not restored.`,
  });
}
