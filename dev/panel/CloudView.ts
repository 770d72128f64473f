import type { CosControl } from '../cos-server/misbehaviour/CosControl';

/** What the panel shows of the local cloud's object store. */
export interface CloudView {
  /** Makes the object store misbehave. */
  control: CosControl;
  objects(): Promise<CloudObject[]>;
  requests(): CloudRequest[];
  /** Returns the function that stops listening. */
  onRequest(listener: (request: CloudRequest) => void): () => void;
}

export interface CloudObject {
  key: string;
  /** In bytes. */
  size: number;
  etag: string;
  /** In ms. */
  lastModified: number;
  contentType: string;
}

export interface CloudRequest {
  /** In ms. */
  at: number;
  requestId: string;
  caller: string;
  /** As `PutObject`. */
  operation: string;
  method: string;
  /** As it came over the wire, without the query. */
  path: string;
  bucket: string;
  key?: string | undefined;
  status: number;
  requestBytes: number;
  responseBytes: number;
  durationMs: number;
  /** Why it was refused. */
  reason?: string | undefined;
  /** For a 403: what the server signed. */
  stringToSign?: string | undefined;
  /** For a 403: the text whose SHA-1 is in the string to sign. */
  formatString?: string | undefined;
}
