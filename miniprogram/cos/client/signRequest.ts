import type COS from 'cos-wx-sdk-v5';
import type { actions } from '../actions';

export interface RequestLine {
  readonly operation: keyof typeof actions;
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  /** Absent: the bucket itself. */
  readonly key?: string;
  readonly query?: Readonly<Record<string, string>>;
}

/** Where a request goes, and what proves who sends it. */
export interface SignedRequest {
  readonly method: RequestLine['method'];
  /** With its query, without the signature. */
  readonly url: string;
  /** Goes into the header, or into the field `Signature` of a form. */
  readonly authorization: string;
  /** Goes into the header or the field `x-cos-security-token`. */
  readonly token: string;
}

/** As the SDK's getObjectUrl puts them together (base.js). */
const SIGNED_URL =
  /^([^?]+)\?(q-sign-algorithm=.*?&q-signature=[\da-f]+)&x-cos-security-token=([^&]*)(?:&(.*))?$/;

/** A URL that the SDK has addressed and signed, with the key that getAuthorization gives. Rejects with what the SDK throws. */
export function signUrl(sdk: COS, params: COS.ObjectUrlParams): Promise<string> {
  return new Promise((resolve, reject) => {
    sdk.getObjectUrl(params, (error, answer) => (error ? reject(error) : resolve(answer.Url)));
  });
}

/**
 * Addressed and signed by the SDK. It is not left to send: SDK 1.4.13 never calls back when a web page answers with status
 * 200, and stops no request but those of its own queue. Rejects with what the SDK throws.
 */
export async function signRequest(
  sdk: COS,
  place: COS.BucketParams,
  line: RequestLine,
): Promise<SignedRequest> {
  const { method, key, query = {} } = line;
  // Of a key the SDK takes off one slash at its start, so that this is the bucket itself.
  const signed = await signUrl(sdk, { ...place, Key: key ?? '/', Method: method, Query: query });
  const [, address, signature, token, rest] = SIGNED_URL.exec(signed) ?? [];
  if (address === undefined || signature === undefined || token === undefined) {
    throw new Error('cos-wx-sdk-v5 signed in a way that is not known here');
  }
  const url = rest === undefined ? address : `${address}?${rest}`;
  // For an URL the SDK encodes q-url-param-list once more.
  return { method, url, authorization: decodeURIComponent(signature), token };
}
