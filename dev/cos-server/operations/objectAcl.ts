import { CosError } from '../errors/CosError';
import type { ObjectAcl } from '../storage/StoredObject';

/** Those of COS (doc 46206) that this server does not keep: it has one account and no other users. */
const unknownHere = ['authenticated-read', 'bucket-owner-read', 'bucket-owner-full-control'];

/**
 * Reads the ACL that comes with an object; the bucket is private, and an object without one too.
 *
 * Throws `NotImplemented` for one that this server does not keep. What COS answers for one that it does not have is
 * not documented; this server says `InvalidArgument`.
 */
export function objectAcl(value: string | undefined): ObjectAcl {
  switch (value) {
    case undefined:
    case 'default':
      return 'default';
    case 'private':
    case 'public-read':
      return value;
    default:
      if (unknownHere.includes(value)) {
        throw new CosError('NotImplemented', { reason: `This server keeps no ACL "${value}".` });
      }
      throw new CosError('InvalidArgument', { reason: `There is no ACL "${value}".` });
  }
}
