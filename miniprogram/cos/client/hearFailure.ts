import type { Failure } from '../failures/Failure';
import { scopeOf } from '../failures/scopeOf';
import { network } from '../network/Network';

/**
 * What a failed request says of the network: COS answered all the same, nothing came through, or nothing at all.
 *
 * @param begun when the request was, as `Network.heard` takes it.
 */
export function hearFailure({ code, requestId }: Failure, begun: number): void {
  if (requestId !== undefined) network.heard(true, begun);
  else if (code !== 'too-many-requests' && scopeOf(code) === 'network') network.heard(false, begun);
}
