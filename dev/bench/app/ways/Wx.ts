interface Callbacks<Answer> {
  success(answer: Answer): void;
  fail(error: { readonly errMsg: string }): void;
}

/** What the ways use of WeChat's `wx` by themselves. */
export interface Wx {
  login(options: Callbacks<{ readonly code: string }>): void;
  request(
    options: {
      readonly url: string;
      readonly method: 'POST';
      readonly header: Readonly<Record<string, string>>;
      readonly data: object;
    } & Callbacks<{ readonly statusCode: number; readonly data: unknown }>,
  ): void;
  uploadFile(
    options: {
      readonly url: string;
      readonly filePath: string;
      readonly name: string;
      readonly formData: Readonly<Record<string, string>>;
    } & Callbacks<{ readonly statusCode: number }>,
  ): void;
}
