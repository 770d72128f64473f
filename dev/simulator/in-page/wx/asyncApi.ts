import { messageOf } from '../../../messageOf';
import { WxFailure } from '../../messages/WxFailure';

/** The one argument of an asynchronous API, unchecked: it comes from the Mini Program. */
export type ApiOptions = Record<string, unknown>;

/** Called synchronously, so that it can see whether a tap is under way. Resolves with the fields beside `errMsg`. */
export type ApiHandler = (options: ApiOptions) => Promise<object | undefined>;

export type WxFunction = (options?: unknown) => unknown;

type CallbackName = 'success' | 'fail' | 'complete';

/**
 * Gives a handler WeChat's shape: `success` or `fail`, then `complete`; a promise when none of them was given.
 * WeChat: a rejected promise carries the same object that `fail` gets.
 */
export function asyncApi(
  name: string,
  handler: ApiHandler,
): (options?: unknown) => Promise<unknown> | undefined {
  return (given) => {
    const options = asOptions(given);
    if (hasCallback(options)) {
      void settle(name, options, handler);
      return undefined;
    }
    return run(name, options, handler);
  };
}

/** A table of handlers becomes a table of WeChat functions. */
export function asyncApis(handlers: Record<string, ApiHandler>): Record<string, WxFunction> {
  return Object.fromEntries(
    Object.entries(handlers).map(([name, handler]) => [name, asyncApi(name, handler)]),
  );
}

/** The same without the promise: `request` and its kin return a task, FileSystemManager nothing. */
export function callbackApi(name: string, handler: ApiHandler): (options?: unknown) => undefined {
  return (given) => {
    void settle(name, asOptions(given), handler);
    return undefined;
  };
}

/** Runs the handler and tells the callbacks; never rejects. */
export async function settle(name: string, options: ApiOptions, handler: ApiHandler): Promise<void> {
  let outcome: object;
  let callback: CallbackName;
  try {
    outcome = await run(name, options, handler);
    callback = 'success';
  } catch (failure) {
    outcome = failure as object;
    callback = 'fail';
  }
  tell(options, callback, outcome);
  tell(options, 'complete', outcome);
}

async function run(name: string, options: ApiOptions, handler: ApiHandler): Promise<object> {
  try {
    return { ...(await handler(options)), errMsg: `${name}:ok` };
  } catch (error) {
    throw failureObject(name, error);
  }
}

/** What `fail` gets. */
function failureObject(name: string, error: unknown): { errMsg: string } {
  if (error instanceof WxFailure) {
    return {
      errMsg: `${name}:fail ${error.reason}`,
      ...(error.errno !== undefined && { errno: error.errno }),
      ...(error.errCode !== undefined && { errCode: error.errCode }),
    };
  }
  const message = messageOf(error);
  return { errMsg: message.startsWith(`${name}:fail`) ? message : `${name}:fail ${message}` };
}

function tell(options: ApiOptions, name: CallbackName, value: object): void {
  const callback = options[name];
  if (typeof callback !== 'function') return;
  try {
    callback.call(undefined, value);
  } catch (error) {
    // `complete` has to run although `success` threw; the error goes to the app's onError like any other.
    setTimeout(() => {
      throw error;
    }, 0);
  }
}

export function asOptions(given: unknown): ApiOptions {
  return typeof given === 'object' && given !== null ? (given as ApiOptions) : {};
}

function hasCallback(options: ApiOptions): boolean {
  return [options.success, options.fail, options.complete].some((callback) => typeof callback === 'function');
}
