import type COS from 'cos-wx-sdk-v5';
import { type Attempt, Failure } from '../failures/Failure';
import { cancelled, failureFrom } from '../failures/failureFrom';
import { readRawError } from '../failures/RawError';
import type { TimeFault } from '../failures/Refusal';
import { network } from '../network/Network';
import { appLife } from '../task/AppLife';
import type { TimeLimits } from '../task/timeLimits';
import { withTimeLimit } from '../task/withTimeLimit';
import type { Clock } from './Clock';
import type { Credential } from './Credential';
import type { Credentials } from './Credentials';
import { type Answer, type Exchange, startExchange } from './Exchange';
import { explained, withParams } from './explained';
import { hearFailure } from './hearFailure';
import { isForeign, isOfCos } from './isOfCos';
import { readXml } from './readXml';
import type { Asked } from './refusalOf';
import { type RequestLine, type SignedRequest, signRequest } from './signRequest';
import { timeFault } from './timeFault';
import { whenThereIsRoom } from './whenThereIsRoom';

/** WeChat's own maximum. Milliseconds. */
const TIMEOUT = 60_000;

export interface Content {
  readonly header?: Readonly<Record<string, string>>;
  readonly body?: string | ArrayBuffer;
  /** Milliseconds without an answer; default: the limit of an operation. */
  readonly silence?: number;
  /** A header without which it is no success. Lower case. */
  readonly requiredHeader?: string;
}

export interface Form {
  readonly key: string;
  /** Local path. */
  readonly path: string;
  readonly contentType: string;
  /** Bytes of the whole form, which are more than the file's. */
  onProgress(sent: number, total: number): void;
}

/**
 * Requests to COS. Each ends with an answer of COS that is a success, or rejects with a `Failure` about its attempt; it
 * always settles. A rejected key is replaced and a wrong clock set, each once, and the request repeated.
 */
export class Requests {
  constructor(
    private readonly sdk: COS,
    private readonly credentials: Credentials,
    readonly clock: Clock,
    private readonly place: COS.BucketParams,
    readonly host: string,
    readonly limits: TimeLimits,
  ) {}

  /** Where requests go. */
  get target(): { host: string; bucket: string } {
    return { host: this.host, bucket: this.place.Bucket };
  }

  start(attempt: Attempt, line: RequestLine, content: Content = {}): Exchange {
    const { header = {}, body, silence = this.limits.operation, requiredHeader } = content;
    const { operation, key, query } = line;
    const asked: Asked = {
      operation,
      key: key ?? query?.prefix ?? '',
      bytes:
        typeof body === 'string'
          ? body.length
          : (body?.byteLength ?? (line.method === 'PUT' ? 0 : undefined)),
      contentType: header['Content-Type'],
    };
    return this.exchange(
      attempt,
      line,
      requiredHeader,
      () => asked,
      ({ url, method, authorization, token }) =>
        startExchange(attempt, this.host, silence, ({ success, fail }) =>
          wx.request({
            url,
            method,
            header: { ...header, Authorization: authorization, 'x-cos-security-token': token },
            ...(body === undefined ? {} : { data: body }),
            // Anything but json: the text as it came.
            dataType: '其他' as const,
            responseType: 'text',
            timeout: TIMEOUT,
            success,
            fail,
          }),
        ),
    );
  }

  /** A whole file as POST Object (COS, document 14690). */
  startForm(attempt: Attempt, { key, path, contentType, onProgress }: Form): Exchange {
    const operation = 'postObject';
    let bytes: number | undefined;
    const asked = (): Asked => ({ operation, key, bytes });
    return this.exchange(
      attempt,
      { operation, method: 'POST' },
      'etag',
      asked,
      ({ url, authorization, token }) =>
        startExchange(attempt, this.host, this.limits.uploadSilence, ({ success, fail }, heard) => {
          const task = wx.uploadFile({
            url,
            filePath: path,
            name: 'file',
            formData: {
              key,
              success_action_status: '200',
              Signature: authorization,
              'x-cos-security-token': token,
              'Content-Type': contentType,
            },
            timeout: TIMEOUT,
            success,
            fail,
          });
          // See WxTask.
          task?.onProgressUpdate?.(({ totalBytesSent, totalBytesExpectedToSend }) => {
            heard();
            bytes = totalBytesExpectedToSend;
            onProgress(totalBytesSent, totalBytesExpectedToSend);
          });
          return task;
        }),
    );
  }

  /**
   * Runs `call`, which throws what it gets from wx, the SDK or COS. A rejected key is replaced, a clock that COS says is
   * wrong is set, each once, and the call repeated; everything else is thrown as a `Failure`.
   */
  async run<T>(attempt: Attempt, call: (credential: Credential) => Promise<T>): Promise<T> {
    let renewed = false;
    let fault: TimeFault | undefined;
    for (let tries = 1; ; tries += 1) {
      const credential = await this.credentials.get(attempt);
      try {
        return await whenThereIsRoom(attempt, this.limits.patience, () => call(credential));
      } catch (error) {
        const cause = this.credentials.causeBehind(error) ?? error;
        const failure = failureFrom(cause, attempt, this.target);
        const { code } = failure;
        const { serverTime } = readRawError(failure.cause);
        if (code === 'key-rejected' && !renewed && tries < 3) {
          renewed = this.credentials.reject(credential);
        } else if (isAboutTime(code) && serverTime !== undefined && !fault) {
          const phone = Date.now();
          fault = timeFault(serverTime, phone, this.clock.now());
          this.clock.observe(serverTime, phone, phone);
        } else throw isAboutTime(code) ? withParams(failure, fault) : failure;
      }
    }
  }

  /** Something that is no answer of COS, or none to this request. */
  unexpected(attempt: Attempt, { statusCode, headers, text }: Answer): Failure {
    const requestId = headers['x-cos-request-id'];
    const fromCos = isOfCos(headers);
    const detail = `HTTP status ${statusCode}, but not ${fromCos ? 'what was asked for' : 'an answer of COS'}: ${startOf(text)}`;
    const code = fromCos ? 'server-error' : 'foreign-answer';
    const params = { host: this.host, status: statusCode };
    return new Failure({ code, attempt, detail, status: statusCode, requestId, params });
  }

  private exchange(
    attempt: Attempt,
    line: RequestLine,
    requiredHeader: string | undefined,
    asked: () => Asked,
    begin: (signed: SignedRequest) => Exchange,
  ): Exchange {
    let running: Exchange | undefined;
    let stopped = false;
    const timeout = { code: 'timeout', attempt, params: { host: this.host } } as const;
    const answer = this.run(attempt, async (credential) => {
      const signed = await withTimeLimit(
        signRequest(this.sdk, this.place, line),
        this.limits.credential,
        timeout,
      );
      if (stopped) throw cancelled(attempt);
      const begun = appLife.now();
      running = begin(signed);
      const { url, method, authorization } = signed;
      try {
        const answer = this.accept(attempt, await running.answer, requiredHeader);
        network.heard(true, begun);
        return answer;
      } catch (error) {
        const failure = failureFrom(error, attempt, { ...this.target, url, method });
        hearFailure(failure, begun);
        throw explained(failure, { asked: asked(), credential, method, url, authorization });
      }
    });
    return {
      answer,
      stop() {
        stopped = true;
        running?.stop();
      },
    };
  }

  private accept(attempt: Attempt, answer: Answer, requiredHeader: string | undefined): Answer {
    const { statusCode, headers, text } = answer;
    const refused = readXml(text, 'Error') !== undefined;
    if (!refused && isForeign(answer)) throw this.unexpected(attempt, answer);
    // COS, document 7730: an error may come with status 200.
    if (refused || statusCode < 200 || statusCode >= 300) {
      throw { statusCode, headers, error: refused ? text : startOf(text) };
    }
    if (requiredHeader !== undefined && !headers[requiredHeader]) throw this.unexpected(attempt, answer);
    return answer;
  }
}

const isAboutTime = (code: Failure['code']) => code === 'clock-skewed' || code === 'request-expired';

const startOf = (text: string) => text.slice(0, 200);
