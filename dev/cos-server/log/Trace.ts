/** What is learned about a request while it is answered, for the request log. */
export interface Trace {
  operation: string;
  /** The SecretId, or `anonymous`. */
  caller: string;
  key?: string;
  /** Why the request was refused, more than its answer tells. */
  reason?: string;
  /** What the server signed to compare signatures. */
  signed?: { stringToSign: string; formatString: string };
}
