/**
 * A call that failed, in the words in which WeChat tells it to the Mini Program. The codes and texts were read in
 * reports of users; WeChat documents the codes only.
 */
export class CloudFunctionError extends Error {
  override readonly name = 'CloudFunctionError';

  private constructor(
    readonly errCode: number,
    meaning: string,
    detail: string,
  ) {
    super(`cloud.callFunction:fail Error: errCode: ${errCode} ${meaning} | errMsg: ${detail}`);
  }

  /** There is no such function in the cloud. */
  static notFound(): CloudFunctionError {
    return new CloudFunctionError(-501000, '', 'FunctionName parameter could not be found.');
  }

  /** @param reason what the function threw, with its stack */
  static threw(reason: string): CloudFunctionError {
    return new CloudFunctionError(-504002, 'functions execute fail', reason);
  }

  /** The function's process ended during the call. */
  static exited(code: number | string): CloudFunctionError {
    return CloudFunctionError.threw(`${code} code exit unexpected`);
  }

  static timedOut(milliseconds: number): CloudFunctionError {
    return new CloudFunctionError(
      -504003,
      '',
      `Invoking task timed out after ${milliseconds / 1000} seconds`,
    );
  }

  /** What the call carries is more than WeChat takes. */
  static tooLarge(bytes: number, limit: number): CloudFunctionError {
    return new CloudFunctionError(-403001, '', `data exceed max size: ${bytes} bytes, at most ${limit}`);
  }
}
