import type { HttpInput } from './HttpInput';
import { header } from './HttpInput';
import { readLegacyRequest } from './readLegacyRequest';
import { readTc3Request } from './readTc3Request';
import { StsError } from './StsError';
import type { StsRequest } from './StsRequest';

/** The protocol is told by the Authorization header, which the older one lacks. */
export function readRequest(input: HttpInput): StsRequest {
  if (input.method !== 'POST' && input.method !== 'GET') {
    throw new StsError('UnsupportedProtocol', `${input.method} is not supported. Use POST or GET.`);
  }
  if (input.path !== '/') {
    throw new StsError('InvalidParameter', `There is nothing at ${input.path}. The API is at the path /.`);
  }
  return header(input, 'authorization') ? readTc3Request(input) : readLegacyRequest(input);
}
