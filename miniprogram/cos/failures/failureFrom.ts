import { causeOf } from './causes';
import { type Attempt, Failure, type FailureParams } from './Failure';
import type { FailureCode } from './FailureCode';
import { type RawError, readRawError } from './RawError';

/** Where the request went. */
export interface Target {
  readonly host?: string;
  readonly bucket?: string;
  /** HTTP method. */
  readonly method?: string;
  readonly url?: string;
}

/**
 * Any thrown value as a `Failure` of this attempt, with that value as its `cause`. A `Failure` stays as it is, except
 * that one about the temporary key tells what the key was wanted for.
 */
export function failureFrom(error: unknown, attempt: Attempt, target: Target = {}): Failure {
  if (error instanceof Failure) {
    return error.attempt.action === 'credential' ? new Failure({ ...error, attempt }) : error;
  }
  const raw = readRawError(error);
  const code = causeOf(raw);
  return new Failure({
    code,
    attempt,
    detail:
      raw.text || (raw.status === undefined ? 'nothing was said of the cause' : `HTTP status ${raw.status}`),
    status: raw.status,
    serviceCode: raw.serviceCode,
    requestId: raw.requestId,
    params: paramsFor(code, raw, target),
    method: target.method,
    url: target.url,
    cause: unwrapped(error),
  });
}

export function cancelled(attempt: Attempt): Failure {
  return new Failure({ code: 'cancelled', attempt, detail: 'cancelled by the user' });
}

/** The SDK wraps once, and sliceUploadFile once more: `{ UploadId, error: { error: errMsg } }`. */
function unwrapped(error: unknown): unknown {
  if (typeof error !== 'object' || error === null || !('error' in error)) return error;
  // Beside the answer's own status the inner error is only half of what came.
  return 'statusCode' in error || 'errMsg' in error || error instanceof Error
    ? error
    : unwrapped(error.error);
}

function paramsFor(code: FailureCode, raw: RawError, { host, bucket }: Target): FailureParams {
  const params: Record<string, string | number> = {};
  const set = (name: string, value: string | number | undefined) => {
    if (value !== undefined) params[name] = value;
  };
  switch (code) {
    case 'domain-not-listed':
      set('host', host);
      set('list', raw.text.match(/(request|uploadFile|downloadFile):fail/)?.[1]);
      break;
    case 'server-unreachable':
    case 'connection-failed':
    case 'tls':
    case 'address-malformed':
    case 'timeout':
      set('host', host);
      break;
    case 'too-large':
      if (/downloadFile:fail/.test(raw.text)) set('kind', 'download');
      break;
    case 'path-style-refused':
    case 'bucket-missing':
      set('bucket', bucket);
      break;
    case 'config-incomplete':
      set('setting', raw.serviceCode === 'InvalidRegionName' ? 'region' : 'bucket');
      break;
  }
  return params;
}
