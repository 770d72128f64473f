import type { Bucket } from '../address/Bucket';
import type { Policy } from '../policy/Policy';
import type { Credentials } from '../signature/Credentials';
import type { Storage } from '../storage/Storage';

/** What the operations work on. */
export interface Service {
  bucket: Bucket;
  storage: Storage;
  credentials: Credentials;
  /** The server was told to deny an action to everybody. */
  denies(action: string): boolean;
  /** What the permanent credential may do; absent: everything. */
  ownerPolicy?: Policy;
  /** The bucket is of the kind made since 2024-01-01: no path-style, downloads as attachments (doc 57456, 102489). */
  createdSince2024: boolean;
  /** The server's clock, ms. */
  now(): number;
}
