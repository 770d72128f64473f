import { CosError } from '../errors/CosError';
import type { CosRequest } from '../http/CosRequest';
import type { Service } from '../operations/Service';
import type { Caller } from '../signature/KeyRing';
import { conditionValues } from './conditionValues';
import { type Access, type Decision, evaluate } from './evaluate';

/** A temporary key may do what its own policy and the rights of who asked for it both allow (doc 40105, 33416). */
export function decide(service: Service, caller: Caller, request: CosRequest, access: Access): Decision {
  if (service.misbehaving.denies(access.action)) {
    return { allowed: false, reason: `The server was told to deny ${access.action}.` };
  }
  const values = conditionValues(request);
  if (service.ownerPolicy) {
    const owner = evaluate(service.ownerPolicy, service.bucket, access, values);
    if (!owner.allowed) return { allowed: false, reason: `The permanent key may not do it: ${owner.reason}` };
  }
  if (caller.kind === 'owner') return { allowed: true };
  return evaluate(caller.policy, service.bucket, access, values);
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
