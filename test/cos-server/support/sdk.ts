import type { Key } from './temporaryKey';

/** Tencent's Mini Program SDK; it has no typings, and the tests need little. */
export interface Sdk {
  /** Resolves with what the callback got, rejects with its error. */
  call(operation: string, parameters?: Record<string, unknown>): Promise<SdkResult>;
}

export type SdkResult = Record<string, unknown> & { statusCode: number; headers: Record<string, string> };

/** What an operation of the SDK fails with. */
export interface SdkError {
  statusCode?: number;
  error?: { Code?: string; Message?: string };
  headers?: Record<string, string>;
}

type Callback = (error: unknown, data: SdkResult) => void;
type Client = Record<string, (parameters: Record<string, unknown>, callback: Callback) => unknown>;

/** Loads the SDK, which takes `wx` when it is loaded: install it first. */
export function createSdk(
  packageName: 'cos-wx-sdk-v5' | 'cos-wx-sdk-v5-latest',
  key: () => Key,
  place: { Bucket: string; Region: string },
  options: Record<string, unknown>,
): Sdk {
  const Client = require(packageName) as unknown as new (options: Record<string, unknown>) => Client;
  const client = new Client({
    ...options,
    getAuthorization: (_: unknown, callback: (credentials: object) => void) => {
      const { secretId, secretKey, token } = key();
      const now = Math.floor(Date.now() / 1000);
      callback({
        TmpSecretId: secretId,
        TmpSecretKey: secretKey,
        ...(token && { SecurityToken: token }),
        StartTime: now - 1,
        ExpiredTime: now + 900,
      });
    },
  });
  return {
    call: (operation, parameters = {}) =>
      new Promise((resolve, reject) => {
        const run = client[operation];
        if (!run) throw new Error(`The SDK has no ${operation}.`);
        run.call(client, { ...place, ...parameters }, (error, data) => {
          if (error) reject(error);
          else resolve(data);
        });
      }),
  };
}
