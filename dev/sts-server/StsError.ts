/**
 * A refusal that the client is told. `code` is one of STS's own or of the API platform's, as documented with
 * the API; texts are this server's except where a comment names a source.
 */
export class StsError extends Error {
  override readonly name = 'StsError';

  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
