import { account } from '../../../dev/local-cloud/account';
import { type Answer, sendRaw, wirePath } from '../../cos-server/support/send';
import { sign } from '../../cos-server/support/sign';

/** A temporary key as the cloud function answers it, or a permanent one, which has no token. */
export interface IssuedKey {
  credentials: { tmpSecretId: string; tmpSecretKey: string; sessionToken?: string | undefined };
}

export interface CosRequest {
  method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  /** Absent for the bucket itself. */
  key?: string;
  query?: Record<string, string>;
  body?: string;
  /** Changes the Authorization header after signing. */
  tamper?: (authorization: string) => string;
}

/** One path-style request by plain HTTP, signed with a temporary key. */
export function cosRequest(port: number, issued: IssuedKey, request: CosRequest): Promise<Answer> {
  const { method, key = '', query = {}, body, tamper = (it) => it } = request;
  const { tmpSecretId, tmpSecretKey, sessionToken } = issued.credentials;
  const path = `/${account.bucket}/${key}`;
  const authorization = sign({ secretId: tmpSecretId, secretKey: tmpSecretKey }, { method, path, query });
  return sendRaw(
    { port },
    {
      method,
      path: wirePath(path, query),
      headers: {
        authorization: tamper(authorization),
        ...(sessionToken && { 'x-cos-security-token': sessionToken }),
        ...(body !== undefined && {
          'content-length': String(Buffer.byteLength(body)),
          'content-type': 'text/plain',
        }),
      },
      ...(body !== undefined && { body }),
    },
  );
}
