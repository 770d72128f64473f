import type { Credentials, Result, Running } from '../ContractClient';

type Callback = (error: unknown, data: Result) => void;

/** The part that Tencent's SDKs have in common; their typings differ, and the tests need little. */
export type Sdk = Record<string, (parameters: unknown, callback?: Callback) => unknown>;
export type SdkConstructor = new (options: Record<string, unknown>) => Sdk;

/** Options by which an SDK gets its key. */
export function credentialOptions({ kind, key }: Credentials): Record<string, unknown> {
  if (kind === 'permanent') return { SecretId: key.secretId, SecretKey: key.secretKey };
  return {
    getAuthorization: (_: unknown, callback: (credentials: object) => void) => {
      const now = Math.floor(Date.now() / 1000);
      callback({
        TmpSecretId: key.secretId,
        TmpSecretKey: key.secretKey,
        ...(key.token && { SecurityToken: key.token }),
        StartTime: now - 1,
        ExpiredTime: now + 900,
      });
    },
  };
}

export function callSdk(sdk: Sdk, operation: string, parameters: Record<string, unknown>): Promise<Result> {
  return new Promise((resolve, reject) => {
    const run = sdk[operation];
    if (!run) throw new Error(`The SDK has no ${operation}.`);
    run.call(sdk, parameters, (error, data) => {
      if (error) reject(error);
      else resolve(data);
    });
  });
}

/** Starts an operation that goes through the queue of the SDK. */
export function startSdk(sdk: Sdk, operation: string, parameters: Record<string, unknown>): Running {
  let task = '';
  const onTaskReady = (id: string): void => {
    task = id;
  };
  return {
    result: callSdk(sdk, operation, { ...parameters, onTaskReady }),
    pause: () => void sdk.pauseTask?.(task),
    restart: () => void sdk.restartTask?.(task),
  };
}
