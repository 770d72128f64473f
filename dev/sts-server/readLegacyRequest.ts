import { type HttpInput, header, hostSpellings } from './HttpInput';
import { StsError } from './StsError';
import type { StsRequest } from './StsRequest';

/**
 * Signature v1 of the Tencent Cloud API: everything is a parameter of a form or of the query, the signature
 * included. What is signed are the values as they were before they were escaped for HTTP.
 */
export function readLegacyRequest(input: HttpInput): StsRequest {
  const fields = Object.fromEntries(new URLSearchParams(formText(input)));
  const required = (name: string): string => {
    const value = fields[name];
    if (value) return value;
    throw new StsError('MissingParameter', `The request lacks the parameter ${name}.`);
  };
  const secretId = required('SecretId');
  const signature = required('Signature');
  const method = fields.SignatureMethod ?? 'HmacSHA1';
  if (method !== 'HmacSHA1' && method !== 'HmacSHA256') {
    throw new StsError(
      'InvalidParameterValue',
      `SignatureMethod is "${method}". Without an Authorization header it must be HmacSHA1 or HmacSHA256.`,
    );
  }
  required('Nonce');
  const timestamp = required('Timestamp');
  if (!/^\d{1,12}$/.test(timestamp)) {
    throw new StsError('InvalidParameterValue', `Timestamp is "${timestamp}", but must be unix seconds.`);
  }
  const signed = Object.keys(fields)
    .filter((name) => name !== 'Signature')
    .sort()
    .map((name) => `${name}=${fields[name]}`)
    .join('&');
  return {
    action: required('Action'),
    version: required('Version'),
    parameters: Object.fromEntries(Object.entries(fields).filter(([name]) => !COMMON.has(name))),
    proof: {
      method,
      secretId,
      ...(fields.Token && { token: fields.Token }),
      timestamp: Number(timestamp),
      stringsToSign: hostSpellings(input).map((host) => `${input.method}${host}${input.path}?${signed}`),
      signature,
    },
  };
}

const COMMON = new Set([
  'Action',
  'Version',
  'Region',
  'Timestamp',
  'Nonce',
  'SecretId',
  'Signature',
  'SignatureMethod',
  'Token',
  'Language',
  'RequestClient',
]);

function formText(input: HttpInput): string {
  if (input.method === 'GET') return input.query;
  if (header(input, 'content-type').toLowerCase().startsWith('application/x-www-form-urlencoded')) {
    return input.body.toString();
  }
  throw new StsError(
    'AuthFailure.InvalidAuthorization',
    'The request has no Authorization header, and is no form with a Signature either.',
  );
}
