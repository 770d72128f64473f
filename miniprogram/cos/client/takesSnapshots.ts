import { snapshotAction } from '../actions';
import type { Attempt } from '../failures/Failure';
import type { CosClient } from './CosClient';

/**
 * Whether COS may be asked for frames of videos: only where the issuer of the key says so. What COS answers without that, or
 * without media processing, loads nothing.
 */
export async function takesSnapshots(client: CosClient, attempt: Attempt): Promise<boolean> {
  const { allows = {} } = await client.credential(attempt);
  return snapshotAction in allows;
}
