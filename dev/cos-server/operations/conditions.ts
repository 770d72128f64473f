import { CosError } from '../errors/CosError';
import type { StoredObject } from '../storage/StoredObject';

/** The conditional headers of a request, or of the source of a copy. */
export interface Conditions {
  ifMatch?: string | undefined;
  ifNoneMatch?: string | undefined;
  ifModifiedSince?: string | undefined;
  ifUnmodifiedSince?: string | undefined;
}

/**
 * Checks them in the order of RFC 9110, section 13.2.2.
 *
 * @returns 'not-modified' when the client has the object already. Throws `PreconditionFailed`.
 */
export function checkConditions(object: StoredObject, conditions: Conditions): 'send' | 'not-modified' {
  const { ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince } = conditions;
  // HTTP dates have whole seconds.
  const modified = Math.floor(object.lastModified / 1000) * 1000;
  if (ifMatch !== undefined) {
    if (!names(ifMatch, object)) throw new CosError('PreconditionFailed');
  } else if (ifUnmodifiedSince !== undefined) {
    const since = Date.parse(ifUnmodifiedSince);
    if (!Number.isNaN(since) && modified > since) throw new CosError('PreconditionFailed');
  }
  if (ifNoneMatch !== undefined) return names(ifNoneMatch, object) ? 'not-modified' : 'send';
  if (ifModifiedSince !== undefined) {
    const since = Date.parse(ifModifiedSince);
    if (!Number.isNaN(since) && modified <= since) return 'not-modified';
  }
  return 'send';
}

function names(list: string, object: StoredObject): boolean {
  const tags = list.split(',').map((tag) =>
    tag
      .trim()
      .replace(/^W\//, '')
      .replace(/^"(.*)"$/, '$1'),
  );
  return tags.includes('*') || tags.includes(object.etag);
}
