/** What the panel shows of the local cloud's object store. */
export interface CloudView {
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
  caller: string;
  /** As `PutObject`. */
  operation: string;
  bucket: string;
  key?: string | undefined;
  status: number;
  requestBytes: number;
  responseBytes: number;
  durationMs: number;
  /** Why it was refused. */
  reason?: string | undefined;
  stringToSign?: string | undefined;
}
