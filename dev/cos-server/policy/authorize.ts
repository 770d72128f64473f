import { CosError } from '../errors/CosError';
import type { CosRequest } from '../http/CosRequest';
import type { Service } from '../operations/Service';
import type { Caller } from '../signature/KeyRing';
import { conditionValues } from './conditionValues';
import { type Access, type Decision, evaluate } from './evaluate';

/** The owner may do everything in the bucket, so that a temporary key may do what its policy allows. */
export function decide(service: Service, caller: Caller, request: CosRequest, access: Access): Decision {
  if (service.misbehaving.denies(access.action)) {
    return { allowed: false, reason: `The server was told to deny ${access.action}.` };
  }
  if (caller.kind === 'owner') return { allowed: true };
  return evaluate(caller.policy, service.bucket, access, conditionValues(request));
}

/** Throws `AccessDenied` unless all of it is allowed. */
export function authorize(
  service: Service,
  caller: Caller,
  request: CosRequest,
  accesses: readonly Access[],
): void {
  for (const access of accesses) {
    const decision = decide(service, caller, request, access);
    if (!decision.allowed) throw new CosError('AccessDenied', { reason: decision.reason });
  }
}
