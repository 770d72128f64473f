import { createHash } from 'node:crypto';
import { messageOf } from '../messageOf';
import { type HttpInput, header, hostSpellings } from './HttpInput';
import { StsError } from './StsError';
import type { Parameters, StsRequest } from './StsRequest';

/** Tencent Cloud API 3.0, signature v3. */
export function readTc3Request(input: HttpInput): StsRequest {
  const { secretId, date, service, signedHeaders, signature } = readAuthorization(
    header(input, 'authorization'),
  );
  const token = header(input, 'x-tc-token');
  return {
    action: required(input, 'x-tc-action'),
    version: required(input, 'x-tc-version'),
    parameters: readParameters(input),
    proof: {
      method: 'TC3-HMAC-SHA256',
      secretId,
      ...(token && { token }),
      timestamp: readTimestamp(required(input, 'x-tc-timestamp')),
      date,
      service,
      canonicalRequests: hostSpellings(input).map((host) => canonicalRequest(input, signedHeaders, host)),
      signature,
    },
  };
}

const AUTHORIZATION =
  /^TC3-HMAC-SHA256 +Credential=([^/,\s]+)\/(\d{4}-\d{2}-\d{2})\/([^/,\s]+)\/tc3_request *, *SignedHeaders=([^,\s]+) *, *Signature=([0-9a-f]{64})$/;

function readAuthorization(text: string) {
  const [, secretId, date, service, list, signature] = AUTHORIZATION.exec(text) ?? [];
  if (!secretId || !date || !service || !list || !signature) {
    throw new StsError(
      'AuthFailure.InvalidAuthorization',
      'The Authorization header is not of the form TC3-HMAC-SHA256 Credential=ID/DATE/SERVICE/tc3_request, SignedHeaders=..., Signature=...',
    );
  }
  const signedHeaders = list.split(';');
  if (!signedHeaders.includes('host') || !signedHeaders.includes('content-type')) {
    throw new StsError(
      'AuthFailure.InvalidAuthorization',
      `SignedHeaders is ${list}, but must have content-type and host.`,
    );
  }
  return { secretId, date, service, signedHeaders, signature };
}

function canonicalRequest(input: HttpInput, signedHeaders: string[], host: string): string {
  const lines = signedHeaders.map((name) => {
    const value = name === 'host' ? host : header(input, name);
    return `${name}:${value.trim().toLowerCase()}\n`;
  });
  return [
    input.method,
    input.path,
    input.query,
    lines.join(''),
    signedHeaders.join(';'),
    createHash('sha256').update(input.body).digest('hex'),
  ].join('\n');
}

function required(input: HttpInput, name: string): string {
  const value = header(input, name);
  if (value) return value;
  throw new StsError('MissingParameter', `The request lacks the header ${name}.`);
}

function readTimestamp(text: string): number {
  if (/^\d{1,12}$/.test(text)) return Number(text);
  throw new StsError('InvalidParameterValue', `x-tc-timestamp is "${text}", but must be unix seconds.`);
}

function readParameters(input: HttpInput): Parameters {
  if (input.method === 'GET') return Object.fromEntries(new URLSearchParams(input.query));
  if (!header(input, 'content-type').toLowerCase().startsWith('application/json')) {
    throw new StsError(
      'InvalidParameter',
      `The body of a POST must be application/json, but is "${header(input, 'content-type')}".`,
    );
  }
  let parameters: unknown;
  try {
    parameters = JSON.parse(input.body.toString());
  } catch (error) {
    throw new StsError('InvalidParameter', `The body is not JSON: ${messageOf(error)}`);
  }
  if (typeof parameters === 'object' && parameters !== null && !Array.isArray(parameters)) {
    return parameters as Parameters;
  }
  throw new StsError('InvalidParameter', 'The body must be a JSON object.');
}
