import { type Attempt, Failure } from '../failures/Failure';
import { failureFrom } from '../failures/failureFrom';
import { readRawError } from '../failures/RawError';
import type { CredentialSource } from './CosConfig';
import { hostOfUrl } from './hostOf';

export interface CredentialAnswer {
  /** The JSON, unchecked. */
  readonly answer: unknown;
  /** The Date header, when there was one. Milliseconds since 1970. */
  readonly serverTime?: number;
  /** When the request left and when its answer came, by the phone's clock. Milliseconds since 1970. */
  readonly sent: number;
  readonly received: number;
}

/** Asks once for a temporary key. Rejects with a `Failure`. May hang when WeChat does. */
export function askForCredential(source: CredentialSource, attempt: Attempt): Promise<CredentialAnswer> {
  return 'url' in source ? askEndpoint(source.url, attempt) : askCloudFunction(source, attempt);
}

async function askEndpoint(url: string, attempt: Attempt): Promise<CredentialAnswer> {
  const code = await new Promise<string>((resolve, reject) => {
    wx.login({
      success: (result) => resolve(result.code),
      fail: (error) => reject(unreachable(`wx.login: ${readRawError(error).text}`, attempt)),
    });
  });
  const sent = Date.now();
  return new Promise<CredentialAnswer>((resolve, reject) => {
    wx.request({
      url,
      method: 'POST',
      header: { 'Content-Type': 'application/json' },
      data: { code },
      success: ({ statusCode, data, header }) => {
        if (statusCode !== 200) {
          const text = typeof data === 'object' ? readRawError(data).text : '';
          return reject(refusal(text || `HTTP status ${statusCode}`, attempt, statusCode));
        }
        const name = Object.keys(header).find((key) => key.toLowerCase() === 'date');
        const serverTime = Date.parse(String(name && header[name]));
        const times = { sent, received: Date.now() };
        resolve({ answer: data, ...times, ...(Number.isNaN(serverTime) ? {} : { serverTime }) });
      },
      fail: (error) => reject(credentialFailure(error, attempt, hostOfUrl(url))),
    });
  });
}

function askCloudFunction(
  source: { readonly cloudFunction: string; readonly environment?: string },
  attempt: Attempt,
): Promise<CredentialAnswer> {
  const { cloudFunction, environment } = source;
  return new Promise<CredentialAnswer>((resolve, reject) => {
    if (!wx.cloud) {
      throw unreachable(
        'wx.cloud is absent: this Mini Program has no WeChat cloud; use credentials: { url }',
        attempt,
      );
    }
    const config = environment === undefined ? {} : { env: environment };
    // Only the first init of a Mini Program counts; a host's own is left as it is, hence the config of the call.
    wx.cloud.init(config);
    const sent = Date.now();
    wx.cloud.callFunction({
      name: cloudFunction,
      data: {},
      config,
      success: ({ result }) => resolve({ answer: result, sent, received: Date.now() }),
      fail: (error) => reject(credentialFailure(error, attempt)),
    });
  });
}

function credentialFailure(error: unknown, attempt: Attempt, host?: string): Failure {
  const { text } = readRawError(error);
  if (/errCode: ?-\d+/.test(text)) return refusal(text, attempt);
  const failure = failureFrom(error, attempt, host === undefined ? {} : { host });
  switch (failure.code) {
    case 'domain-not-listed':
      return failure;
    case 'timeout':
      return new Failure({ ...failure, code: 'credential-timeout' });
    default:
      return unreachable(text, attempt, host);
  }
}

/** The call arrived and failed: `cloud.callFunction:fail Error: errCode: <code> <meaning> | errMsg: <what and where>`. */
function refusal(detail: string, attempt: Attempt, status?: number): Failure {
  // WeChat cloud, error codes: the function or the wait for it timed out.
  if (/-501002|-504003|-404012/.test(detail)) {
    return new Failure({ code: 'credential-timeout', attempt, detail, status });
  }
  const [reason = detail] = detail.replace(/^.*errMsg: ?(Error: )?/s, '').split('\n');
  return new Failure({ code: 'credential-refused', attempt, detail, status, params: { reason } });
}

function unreachable(detail: string, attempt: Attempt, host?: string): Failure {
  const params = host === undefined ? {} : { host };
  return new Failure({ code: 'credential-unreachable', attempt, detail, params });
}
