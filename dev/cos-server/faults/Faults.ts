import type { ActionName, OperationName } from '../operations/names';

/** What a server does wrong. Requests that are running feel the changes of bandwidth only. */
export interface Faults {
  /** Ms that each request waits before anything is looked at. 0 to 60,000. */
  readonly latencyMs: number;
  /** Bytes a second that all requests together get through, or null for as fast as it goes. */
  readonly uploadBytesPerSecond: number | null;
  /** The same for the bodies of the answers. */
  readonly downloadBytesPerSecond: number | null;
  /** The first that is due decides about a request. */
  readonly failures: readonly FailureRule[];
  /** Seconds that the server's clock is ahead; negative when it is behind. */
  readonly clockOffsetSeconds: number;
  /** SecretIds that are answered `InvalidAccessKeyId`. */
  readonly revokedKeys: readonly string[];
  /** Actions that are answered `AccessDenied` whatever a policy says, also to the permanent key. */
  readonly deniedActions: readonly ActionName[];
  /** Everything is answered `NoSuchBucket`. */
  readonly bucketGone: boolean;
}

/** Makes some requests fail. */
export type FailureRule = Selection & Failing;

type Failing =
  | {
      /** The request is answered with an error, nothing else is done. */
      readonly kind: 'status';
      /** 400 to 599. */
      readonly status: number;
      /** The Code of the error: `SlowDown`. */
      readonly code: string;
      /** Its Message. Default: the one that the code has, if this server knows it. */
      readonly message?: string;
    }
  | {
      /**
       * The connection is cut when so many bytes of the request's body were read; with 0 before anything is done.
       * A shorter body passes.
       */
      readonly kind: 'cut-request';
      readonly afterBytes: number;
    }
  | {
      /**
       * The request is carried out, and the connection is cut when so many bytes of the answer's body were sent;
       * with 0 not even the status is sent. Refusals are not cut.
       */
      readonly kind: 'cut-response';
      readonly afterBytes: number;
    };

/** Which requests a rule is for. */
interface Selection {
  /** 0 to 1. It is spread evenly: with 0.25 each fourth request fails, beginning with the fourth. */
  readonly share: number;
  /** Only this operation. Default: all but `OptionsObject`, with which browsers ask before they send a request. */
  readonly operation?: OperationName;
  /** After so many failures the rule is removed. Default: never. */
  readonly times?: number;
}

export type FaultsChange = Partial<Faults>;

/** No faults at all. */
export const noFaults: Faults = {
  latencyMs: 0,
  uploadBytesPerSecond: null,
  downloadBytesPerSecond: null,
  failures: [],
  clockOffsetSeconds: 0,
  revokedKeys: [],
  deniedActions: [],
  bucketGone: false,
};
