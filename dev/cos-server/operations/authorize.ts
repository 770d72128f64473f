import { CosError } from '../errors/CosError';
import type { CosRequest } from '../http/CosRequest';
import { conditionValues } from '../policy/conditionValues';
import { type Access, type Decision, evaluate } from '../policy/evaluate';
import type { Caller } from '../signature/Credentials';
import type { Service } from './Service';

/** Whether the caller may do all of it; else why not. */
export function decide(
  service: Service,
  caller: Caller,
  request: CosRequest,
  accesses: readonly Access[],
): Decision {
  for (const access of accesses) {
    const decision = decideOne(service, caller, request, access);
    if (!decision.allowed) return decision;
  }
  return { allowed: true };
}

/** Throws `AccessDenied` unless all of it is allowed. */
export function authorize(
  service: Service,
  caller: Caller,
  request: CosRequest,
  accesses: readonly Access[],
): void {
  const decision = decide(service, caller, request, accesses);
  if (!decision.allowed) throw new CosError('AccessDenied', { reason: decision.reason });
}

/** A temporary credential may do what its own policy and the rights of who asked for it both allow (doc 40105, 33416). */
function decideOne(service: Service, caller: Caller, request: CosRequest, access: Access): Decision {
  if (service.denies(access.action)) {
    return { allowed: false, reason: `The server was told to deny ${access.action}.` };
  }
  if (caller.kind === 'anonymous') return decideUnsigned(service, request, access);
  const values = conditionValues(request);
  if (service.ownerPolicy) {
    const owner = evaluate(service.ownerPolicy, service.bucket, access, values);
    if (!owner.allowed)
      return { allowed: false, reason: `The permanent credential may not do it: ${owner.reason}` };
  }
  if (caller.kind === 'owner') return { allowed: true };
  return evaluate(caller.policy, service.bucket, access, values);
}

/**
 * The bucket is private: without a signature only objects with the ACL `public-read` are read, and not with
 * `response-*` parameters, which need a signature (doc 7753). Which code COS has for those is not documented.
 */
function decideUnsigned({ storage }: Service, { query }: CosRequest, { action, key }: Access): Decision {
  const reads = ['GetObject', 'HeadObject', 'GenerateSnapshot'].includes(action);
  if (!reads || storage.objects.get(key)?.acl !== 'public-read') {
    return { allowed: false, reason: `The request has no signature and may not ${action} on "${key}".` };
  }
  if (query.entries.some(([name]) => /^response-/i.test(name))) {
    return { allowed: false, reason: 'The request has response-* parameters and no signature.' };
  }
  return { allowed: true };
}
