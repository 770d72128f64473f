import type { CosRequest } from '../http/CosRequest';
import type { Reply } from '../http/Reply';
import type { Access } from '../policy/evaluate';
import type { Caller } from '../signature/Credentials';
import type { ActionName, OperationName } from './names';
import type { Service } from './Service';

/** An operation of COS's XML API, with the name that its documentation and its action have. */
export type Operation = SignedOperation | SelfCheckingOperation;

/** The signature is in the headers or in the URL, and what is wanted is known from them. */
export interface SignedOperation {
  name: OperationName;
  check: 'before';
  /** All that the caller must be allowed. */
  access(request: CosRequest): Access[];
  run(service: Service, request: CosRequest, caller: Caller): Promise<Reply>;
}

/** The operation checks its caller itself, or has no need to. */
interface SelfCheckingOperation {
  name: OperationName;
  check: 'within';
  run(service: Service, request: CosRequest): Promise<Reply>;
}

/** Access to the key of the URL, by the action of the operation's name. */
export function ownKey(action: ActionName): (request: CosRequest) => Access[] {
  return ({ address }) => [{ action, key: address.key }];
}

/** Access to the key of the URL by an action of the service that works on pictures and videos. */
export function ownMedium(action: ActionName): (request: CosRequest) => Access[] {
  return ({ address }) => [{ service: 'ci', action, key: address.key }];
}

/** Access to the keys below the `prefix` that is asked for: COS takes it as the key of a list. */
export function askedPrefix(action: ActionName): (request: CosRequest) => Access[] {
  return ({ query }) => [{ action, key: query.get('prefix') ?? '' }];
}
