import type { RequestLogEntry } from '../cos-server/log/RequestLog';
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

/** As the object store logs it. */
export type CloudRequest = RequestLogEntry;
