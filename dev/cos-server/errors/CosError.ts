import { type ErrorCode, errorCodes } from './errorCodes';

interface CosErrorDetails {
  /** Replaces the Message that the code usually has. */
  message?: string;
  /** Why, in words for the request log. COS does not tell its callers, so it is not part of the answer. */
  reason?: string;
  headers?: Readonly<Record<string, string>>;
  /** More elements for the XML body, in order. */
  elements?: readonly (readonly [name: string, text: string])[];
}

/** What the XML of an error is made of. */
export interface Refusal {
  code: string;
  status: number;
  message: string;
  headers: Readonly<Record<string, string>>;
  /** More elements, in order. */
  elements: readonly (readonly [name: string, text: string])[];
}

/** A request that is answered with one of COS's errors. */
export class CosError extends Error implements Refusal {
  readonly status: number;
  readonly reason: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly elements: readonly (readonly [name: string, text: string])[];

  constructor(
    readonly code: ErrorCode,
    details: CosErrorDetails = {},
  ) {
    super(details.message ?? errorCodes[code].message);
    this.name = 'CosError';
    this.status = errorCodes[code].status;
    this.reason = details.reason ?? this.message;
    this.headers = details.headers ?? {};
    this.elements = details.elements ?? [];
  }
}
