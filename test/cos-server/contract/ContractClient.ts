import type { Key } from '../support/temporaryKey';

/** What an operation of an SDK resolves with. */
export type Result = Record<string, unknown> & { statusCode: number; headers: Record<string, string> };

/** How a request names its bucket. */
export type Addressing = 'path-style' | 'virtual-hosted' | 'bare host';

/** A permanent key is given to the SDK as it is; a temporary one by `getAuthorization`, as an application does. */
export type Credentials = { kind: 'permanent' | 'temporary'; key: Key };

/** What some of the SDKs lack. */
export type Feature =
  /** `postObject`: an upload as a form. */
  | 'forms'
  /** No browser asks first: `optionsObject` works, and a refusal is never hidden behind that of a preflight. */
  | 'no-cors'
  /** Uploads and downloads as streams of Node. */
  | 'streams'
  /** Keys to delete may hold `<`: the pinned Mini Program SDK does not escape them. */
  | 'escaped-lists'
  /** `uploadFile` and `uploadFiles`. */
  | 'queue';

/** A client of COS that this project did not write, with the few differences between the SDKs evened out. */
export interface ContractClient {
  /** Resolves with what the callback of the SDK got, rejects with its error. */
  call(operation: string, parameters?: Record<string, unknown>): Promise<Result>;
  /** Starts an operation that the SDK can pause. */
  start(operation: string, parameters: Record<string, unknown>): Running;
  /** What the SDK takes as `Body`. */
  body(bytes: Buffer): unknown;
  /** The parameters by which the SDK is given a file: its path or the file itself. */
  file(bytes: Buffer): Promise<Record<string, unknown>>;
  /** The content of an object, byte for byte. */
  download(parameters: Record<string, unknown>): Promise<Buffer>;
  /** The body of a `getObject` as text. */
  text(result: Result): string;
}

export interface Running {
  result: Promise<Result>;
  pause(): void;
  restart(): void;
}

/** An SDK in one addressing. */
export interface ContractHost {
  name: string;
  addressing: Addressing;
  features: ReadonlySet<Feature>;
  /** Of an SDK in several addressings, the one that is asked everything. */
  main: boolean;
  open(server: { port: number }, credentials: Credentials): ContractClient;
  close(): Promise<void>;
}

/** What an SDK fails with, as far as all of them tell it. */
export interface Refusal {
  status: number | undefined;
  /** Undefined for HEAD, whose answers have no body. */
  code: string | undefined;
  message: string | undefined;
}
