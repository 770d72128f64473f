import { Failure } from '../failures/Failure';
import { readRawError } from '../failures/RawError';
import type { Credential } from './Credential';
import { type Asked, refusalOf } from './refusalOf';
import { signatureDifference } from './signatureDifference';

/** A request as it was sent. */
export interface Sent {
  readonly asked: Asked;
  readonly credential: Credential;
  readonly method: string;
  readonly url: string;
  /** `q-sign-algorithm=…`, or the URL that has it. */
  readonly authorization: string;
}

/** The same failure with why COS refused the request, where that can be known. */
export function explained(
  failure: Failure,
  { asked, credential, method, url, authorization }: Sent,
): Failure {
  if (failure.code === 'access-denied') return withParams(failure, refusalOf(asked, credential));
  const { arrived } = readRawError(failure.cause);
  if (failure.code === 'signature-rejected' && arrived)
    return withParams(failure, signatureDifference(method, url, authorization, arrived));
  return failure;
}

export function withParams(failure: Failure, params: Failure['params'] | undefined): Failure {
  return params ? new Failure({ ...failure, params: { ...failure.params, ...params } }) : failure;
}
