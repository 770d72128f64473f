/** What the process of the cloud is told at its start. */
export interface CloudTask {
  readonly dataDir: string;
  readonly functionsRoot: string;
}

/** Origins of COS and of the cloud functions, and the bucket. */
export interface CloudAddress {
  readonly cos: string;
  readonly functions: string;
  readonly bucket: string;
  readonly region: string;
}

/** One request that COS answered or that was cut. */
export interface ServedRequest {
  readonly operation: string;
  readonly key?: string;
  readonly status: number;
  /** Of its body. */
  readonly bytes: number;
  readonly seconds: number;
}

export interface CloudReport {
  readonly requests: readonly ServedRequest[];
  /** Temporary keys that were asked for. */
  readonly credentialCalls: number;
  readonly stored: readonly { readonly key: string; readonly size: number }[];
}

/** What it says: where it is, and, each time it is asked for it, what it has done since the last time. */
export type CloudMessage =
  | { readonly kind: 'ready'; readonly address: CloudAddress }
  | { readonly kind: 'report'; readonly report: CloudReport }
  | { readonly kind: 'failed'; readonly reason: string };
