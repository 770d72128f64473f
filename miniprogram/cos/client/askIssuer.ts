import { type Attempt, Failure, type FailureParams } from '../failures/Failure';
import type { FailureCode } from '../failures/FailureCode';
import { failureFrom, type Target } from '../failures/failureFrom';
import { readRawError } from '../failures/RawError';
import type { CredentialSource } from './CosConfig';
import { lowerCased } from './Exchange';
import { hostOfUrl } from './hostOf';
import type { LinkQuestion } from './IssuedLink';
import { LOGIN_WANTED } from './isOfCos';

export interface IssuerAnswer {
  /** The JSON, unchecked. */
  readonly answer: unknown;
  /** The Date header, when there was one. Milliseconds since 1970. */
  readonly serverTime?: number;
  /** When the request left and when its answer came, by the phone's clock. Milliseconds since 1970. */
  readonly sent: number;
  readonly received: number;
}

/** Beside who asks: nothing for a temporary key, or this. */
interface Question {
  readonly link?: LinkQuestion;
}

/** Asks once for a temporary key, or for a link. Rejects with a `Failure`. May hang when WeChat does. */
export async function askIssuer(
  source: CredentialSource,
  attempt: Attempt,
  question: Question = {},
): Promise<IssuerAnswer> {
  const told = await ('url' in source
    ? askEndpoint(source.url, attempt, question)
    : askCloudFunction(source, attempt, question));
  const reason = refusalIn(told.answer, question);
  if (reason === '') return told;
  throw new Failure({ code: refusalOf(question), attempt, detail: reason, params: { reason } });
}

const refusalOf = ({ link }: Question): FailureCode =>
  link === undefined ? 'credential-refused' : 'link-refused';

/** Some report what is wrong by an answer like any other, without what was asked for. Empty when this does not. */
function refusalIn(answer: unknown, { link }: Question): string {
  if (typeof answer !== 'object' || answer === null) return '';
  const wanted = (answer as Readonly<Record<string, unknown>>)[link === undefined ? 'credentials' : 'url'];
  return wanted === undefined ? readRawError(answer).text : '';
}

async function askEndpoint(url: string, attempt: Attempt, question: Question): Promise<IssuerAnswer> {
  const code = await new Promise<string>((resolve, reject) => {
    wx.login({
      success: (result) => resolve(result.code),
      fail: (error) => reject(issuerFailure(error, attempt, question)),
    });
  });
  const target = { host: hostOfUrl(url), method: 'POST', url } as const;
  const sent = Date.now();
  return new Promise<IssuerAnswer>((resolve, reject) => {
    wx.request({
      url,
      method: target.method,
      header: { 'Content-Type': 'application/json' },
      data: { code, ...question },
      success: ({ statusCode, data, header }) => {
        const failed = (failure: FailureCode, detail: string, params: FailureParams) => {
          const facts = failureFrom(data, attempt, target);
          reject(new Failure({ ...facts, code: failure, detail, params, status: statusCode }));
        };
        const isPage = typeof data === 'string' && /^\s*</.test(data);
        if (isPage && (statusCode === 200 || statusCode === LOGIN_WANTED)) {
          const detail = `a page in place of an answer: ${data.slice(0, 100)}`;
          return failed('foreign-answer', detail, { host: target.host });
        }
        if (statusCode !== 200) {
          const reason = (typeof data === 'object' && readRawError(data).text) || `HTTP status ${statusCode}`;
          // A gateway's own page: who issues keys is being started, or has too much to do.
          const isAbsent = statusCode >= 500 && typeof data !== 'object';
          if (isAbsent) return failed('credential-unreachable', reason, { host: target.host });
          return failed(refusalOf(question), reason, { reason });
        }
        const serverTime = Date.parse(lowerCased(header ?? {}).date ?? '');
        const times = { sent, received: Date.now() };
        resolve({ answer: data, ...times, ...(Number.isNaN(serverTime) ? {} : { serverTime }) });
      },
      fail: (error) => reject(issuerFailure(error, attempt, question, target)),
    });
  });
}

function askCloudFunction(
  source: { readonly cloudFunction: string; readonly environment?: string },
  attempt: Attempt,
  question: Question,
): Promise<IssuerAnswer> {
  const { cloudFunction, environment } = source;
  return new Promise<IssuerAnswer>((resolve, reject) => {
    if (!wx.cloud) {
      const detail = 'wx.cloud is absent: this Mini Program has no WeChat cloud; use credentials: { url }';
      throw new Failure({ code: 'not-supported', attempt, detail });
    }
    const config = environment === undefined ? {} : { env: environment };
    // Only the first init of a Mini Program counts; a host's own is left as it is, hence the config of the call.
    wx.cloud.init(config);
    const sent = Date.now();
    wx.cloud.callFunction({
      name: cloudFunction,
      data: question,
      config,
      success: ({ result }) => resolve({ answer: result, sent, received: Date.now() }),
      fail: (error) => {
        const failure = issuerFailure(error, attempt, question);
        const params = { name: cloudFunction };
        reject(failure.code === 'function-missing' ? new Failure({ ...failure, params }) : failure);
      },
    });
  });
}

/** WeChat cloud, error codes: those that are no answer of the function. */
const cloudErrors: Readonly<Record<string, FailureCode>> = {
  '-404012': 'credential-timeout',
  // A parameter of the call: the name of the function, or the environment.
  '-501000': 'function-missing',
  '-501002': 'credential-timeout',
  '-501004': 'too-many-requests',
  '-504003': 'credential-timeout',
  '-601003': 'credential-unreachable',
  '-604102': 'credential-timeout',
};

/** WeChat's page of the codes: the call failed before the function did, or the cloud or WeChat behind it. A moment later it may work. */
const NO_ANSWER = /^-(?:4040(?:0[1-689]|10)|501001|601001)$/;

/** These are told as what they mean for the key; all others name their cause by themselves. */
const keyCauses: { readonly [code in FailureCode]?: FailureCode } = {
  timeout: 'credential-timeout',
  cancelled: 'credential-unreachable',
  'server-unreachable': 'credential-unreachable',
  'network-interrupted': 'credential-unreachable',
  'connection-failed': 'credential-unreachable',
  unknown: 'credential-unreachable',
};

function issuerFailure(error: unknown, attempt: Attempt, question: Question, target: Target = {}): Failure {
  const failure = failureFrom(error, attempt, target);
  const { detail, code } = failure;
  // The call arrived: `cloud.callFunction:fail Error: errCode: <number> <meaning> | errMsg: <what and where>`.
  const number = detail.match(/errCode: ?(-\d+)/)?.[1];
  if (number !== undefined) {
    const [reason = detail] = detail.replace(/^.*errMsg: ?(Error: )?/s, '').split('\n');
    const known = cloudErrors[number] ?? (NO_ANSWER.test(number) ? 'credential-unreachable' : undefined);
    return new Failure({ ...failure, code: known ?? refusalOf(question), params: known ? {} : { reason } });
  }
  const keyCause = keyCauses[code];
  if (keyCause === undefined) return failure;
  const params = target.host === undefined ? {} : { host: target.host };
  return new Failure({ ...failure, code: keyCause, params });
}
