import type { BridgeAnswer } from './Bridge';

/** One open page, as Node's side sees it. */
export interface PhoneConnection {
  emit(event: string, data: unknown): void;
}

/**
 * What the simulator needs of the phone that is simulated in Node.
 * Methods that begin with `runtime.` are the simulator's own and never reach `handle`.
 */
export interface PhoneService {
  /** A rejection reaches the page as `Error(message)`. */
  handle(
    method: string,
    params: unknown,
    body: Uint8Array | undefined,
    connection: PhoneConnection,
  ): Promise<BridgeAnswer<unknown, Uint8Array>>;
  /** The real path of `http://tmp/…`, `http://usr/…` or `http://store/…`; undefined when there is no such file. */
  filePath(virtualPath: string): string | undefined;
  connected?(connection: PhoneConnection): void;
  disconnected?(connection: PhoneConnection): void;
}
