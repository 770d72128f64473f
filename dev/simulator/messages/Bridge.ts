/** What the page has to reach Node: calls with an answer, and events from Node. */
export interface Bridge {
  /** Rejects with `Error(message)` when Node's side fails or the connection is lost. */
  call<R>(method: string, params?: object, body?: ArrayBuffer): Promise<BridgeAnswer<R, ArrayBuffer>>;
  /** Returns the function that stops listening. */
  on(event: string, listener: (data: unknown) => void): () => void;
}

export interface BridgeAnswer<R, Body> {
  result: R;
  body?: Body;
}
