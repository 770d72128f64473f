import { Listeners } from '../../Listeners';

/** One answered request. */
export interface RequestLogEntry {
  /** When it came, ms. */
  at: number;
  requestId: string;
  /** The SecretId that signed it, or `anonymous`. */
  caller: string;
  /** `PutObject`; `unknown` for what is no operation. */
  operation: string;
  method: string;
  /** As it came over the wire, without the query. */
  path: string;
  bucket: string;
  key?: string;
  status: number;
  /** Of the bodies, without headers. */
  requestBytes: number;
  responseBytes: number;
  durationMs: number;
  /** Why it was refused, more than the answer tells. */
  reason?: string;
  /** For a 403: what the server signed to compare the signature. */
  stringToSign?: string;
  /** For a 403: the text whose SHA-1 is in the string to sign. */
  formatString?: string;
}

/** Older entries are forgotten. */
const MAX_ENTRIES = 1000;

/** The latest requests of a server, oldest first. */
export class RequestLog {
  private readonly kept: RequestLogEntry[] = [];
  private readonly listeners = new Listeners<RequestLogEntry>();

  add(entry: RequestLogEntry): void {
    this.kept.push(entry);
    if (this.kept.length > MAX_ENTRIES) this.kept.shift();
    this.listeners.emit(entry);
  }

  entries(): RequestLogEntry[] {
    return [...this.kept];
  }

  /** @returns a function that ends the subscription. */
  subscribe(listener: (entry: RequestLogEntry) => void): () => void {
    return this.listeners.add(listener);
  }
}
