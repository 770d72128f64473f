import type { FailureCode } from './FailureCode';

declare global {
  /** As ES2022 has it: `override` below would else be an error with an older `lib`, and its absence with a newer one. */
  interface Error {
    cause?: unknown;
  }
}

export type Action =
  | 'list'
  | 'upload'
  | 'save'
  | 'open'
  | 'send'
  | 'delete'
  | 'rename'
  | 'link'
  | 'thumbnail'
  | 'credential'
  | 'find'
  | 'choose'
  /** None of a flow's: something thrown elsewhere. */
  | 'other';

/** What was being done: the action, and the object or the file it was done to. */
export interface Attempt {
  readonly action: Action;
  /** Full object key. */
  readonly key?: string;
  /** File name as the user knows it. */
  readonly name?: string;
}

/**
 * Values for the text of a code; one that is not known is left out, or undefined: hosts without
 * exactOptionalPropertyTypes do not tell these apart.
 * - `domain-not-listed`: host, list ('request' | 'uploadFile' | 'downloadFile')
 * - `server-unreachable`, `connection-failed`, `tls`, `address-malformed`, `timeout`, `foreign-answer`: host
 * - `function-missing`: name
 * - `credential-unreachable`: host; `credential-refused`, `link-refused`: reason; `credential-malformed`: field
 * - `config-incomplete`: setting; `config-mismatch`: configured, issued
 * - `path-style-refused`, `bucket-missing`: bucket
 * - `too-large`, `name-too-long`: limit (bytes); of what comes to the phone: kind ('download')
 * - `access-denied`: those of a `Refusal`; `signature-rejected`: of a `SignatureDifference`; `clock-skewed`,
 *   `request-expired`: of a `TimeFault`
 */
export type FailureParams = Readonly<Record<string, string | number | undefined>>;

export interface FailureFacts {
  readonly code: FailureCode;
  readonly attempt: Attempt;
  /** The message as it came, in English, for a report. */
  readonly detail: string;
  /** HTTP status. */
  readonly status?: number | undefined;
  /** `Code` of COS's error answer, e.g. NoSuchKey. */
  readonly serviceCode?: string | undefined;
  /** `x-cos-request-id`: what Tencent's support asks for. */
  readonly requestId?: string | undefined;
  readonly params?: FailureParams;
  /** HTTP method of the request that failed. */
  readonly method?: string | undefined;
  /** Its URL, kept without the query: that may hold a signature. */
  readonly url?: string | undefined;
  /** What was thrown, as it came from wx or COS. */
  readonly cause?: unknown;
}

/** The one error that flows reject with. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: FailureCode;
  readonly attempt: Attempt;
  readonly detail: string;
  readonly status: number | undefined;
  readonly serviceCode: string | undefined;
  readonly requestId: string | undefined;
  readonly params: FailureParams;
  readonly method: string | undefined;
  readonly url: string | undefined;
  override readonly cause: unknown;

  constructor(facts: FailureFacts) {
    super(`${facts.attempt.action} failed (${facts.code}): ${facts.detail}`);
    this.code = facts.code;
    this.attempt = facts.attempt;
    this.detail = facts.detail;
    this.status = facts.status;
    this.serviceCode = facts.serviceCode;
    this.requestId = facts.requestId;
    this.params = facts.params ?? {};
    this.method = facts.method;
    this.url = facts.url?.replace(/[?#].*/s, '');
    this.cause = facts.cause;
  }
}
