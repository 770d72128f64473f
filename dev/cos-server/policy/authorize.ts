import type { Bucket } from '../address/Bucket';
import { CosError } from '../errors/CosError';
import type { CosRequest } from '../http/CosRequest';
import type { Caller } from '../signature/KeyRing';
import { conditionValues } from './conditionValues';
import { type Access, type Decision, evaluate } from './evaluate';

/** The owner may do everything in the bucket, so that a temporary key may do what its policy allows. */
export function decide(bucket: Bucket, caller: Caller, request: CosRequest, access: Access): Decision {
  if (caller.kind === 'owner') return { allowed: true };
  return evaluate(caller.policy, bucket, access, conditionValues(request));
}

/** Throws `AccessDenied` unless all of it is allowed. */
export function authorize(
  bucket: Bucket,
  caller: Caller,
  request: CosRequest,
  accesses: readonly Access[],
): void {
  for (const access of accesses) {
    const decision = decide(bucket, caller, request, access);
    if (!decision.allowed) throw new CosError('AccessDenied', { reason: decision.reason });
  }
}
