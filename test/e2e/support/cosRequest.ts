import COS from 'cos-wx-sdk-v5';
import { account } from '../../../dev/local-cloud/startLocalCloud';

/** A temporary key as the cloud function answers it. */
export interface IssuedKey {
  credentials: { tmpSecretId: string; tmpSecretKey: string; sessionToken: string };
  prefix: string;
}

export interface CosRequest {
  method: 'GET' | 'HEAD' | 'PUT' | 'DELETE';
  /** Absent for the bucket itself. */
  key?: string;
  query?: Record<string, string>;
  body?: string;
  /** Changes the Authorization header after signing. */
  tamper?: (authorization: string) => string;
}

/** One path-style request by plain HTTP, signed with the SDK's own function. */
export function cosRequest(endpoint: string, issued: IssuedKey, request: CosRequest): Promise<Response> {
  const { method, key = '', query = {}, tamper = (it) => it } = request;
  const { tmpSecretId, tmpSecretKey, sessionToken } = issued.credentials;
  const authorization = COS.getAuthorization({
    SecretId: tmpSecretId,
    SecretKey: tmpSecretKey,
    Method: method,
    Pathname: `/${account.bucket}/${key}`,
    Query: query,
    Headers: {},
  });
  const path = key.split('/').map(encodeURIComponent).join('/');
  return fetch(`${endpoint}/${account.bucket}/${path}?${new URLSearchParams(query)}`, {
    method,
    headers: { authorization: tamper(authorization), 'x-cos-security-token': sessionToken },
    ...(request.body !== undefined && { body: request.body }),
  });
}
