type Callback = (result: unknown) => void;
type WxApi = Record<string, unknown>;

interface Callbacks {
  success?: Callback;
  fail?: Callback;
  complete?: Callback;
}

/** Names of methods that answer at once, beside those that end in `Sync`. */
const answersAtOnce = /Sync$|^(?:on|off|create|get\w*Manager|canIUse|nextTick)|^(?:base64To|arrayBufferTo)/;

/** Calls `wx[method]` and waits for its success; rejects with its errMsg. */
export function callWxMethod(wx: WxApi, method: string, args: unknown[]): unknown {
  const call = wx[method];
  if (typeof call !== 'function') throw new Error(`wx.${method} is no function: it may not be simulated.`);
  if (answersAtOnce.test(method)) return call.apply(wx, args);
  const [options = {}, ...rest] = args;
  if (typeof options !== 'object' || options === null) return call.apply(wx, args);
  return new Promise((resolve, reject) => {
    const callbacks: Callbacks = { success: resolve, fail: (failure) => reject(asError(method, failure)) };
    const returned: unknown = call.call(wx, { ...options, ...callbacks }, ...rest);
    if (isPromise(returned)) returned.then(resolve, (failure) => reject(asError(method, failure)));
  });
}

/** Mocks of `wx` methods, as miniprogram-automator's mockWxMethod. */
export class WxMocks {
  private readonly originals = new Map<string, unknown>();

  constructor(private readonly wx: WxApi) {}

  restore(method: string): void {
    if (!this.originals.has(method)) return;
    this.wx[method] = this.originals.get(method);
    this.originals.delete(method);
  }

  /** `answer` gets the arguments of the call; in it, `this.origin` is the real method. */
  mock(method: string, answer: (this: { origin: unknown }, ...args: unknown[]) => unknown): void {
    if (!(method in this.wx)) throw new Error(`wx.${method} cannot be mocked: it is not simulated.`);
    if (!this.originals.has(method)) this.originals.set(method, this.wx[method]);
    const origin = this.originals.get(method);
    this.wx[method] = (...args: unknown[]) => {
      const answered = (): unknown => answer.apply({ origin }, args);
      return answersAtOnce.test(method) ? answered() : answerLater((args[0] ?? {}) as Callbacks, answered);
    };
  }
}

/** WeChat: with callbacks nothing is returned, without them a promise. */
function answerLater({ success, fail, complete }: Callbacks, answered: () => unknown): unknown {
  const settle = async (): Promise<unknown> => {
    const result = await answered();
    if (isFailure(result)) throw result;
    return result;
  };
  const settling = settle();
  if (!success && !fail && !complete) return settling;
  settling.then(
    (result) => {
      success?.(result);
      complete?.(result);
    },
    (failure: unknown) => {
      fail?.(failure);
      complete?.(failure);
    },
  );
  return undefined;
}

function isFailure(result: unknown): boolean {
  return (
    typeof result === 'object' &&
    result !== null &&
    'errMsg' in result &&
    /:fail\b/.test(String(result.errMsg))
  );
}

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value;
}

function asError(method: string, failure: unknown): Error {
  if (typeof failure === 'object' && failure !== null && 'errMsg' in failure)
    return new Error(String(failure.errMsg));
  return new Error(failure instanceof Error ? failure.message : `${method}:fail ${String(failure)}`);
}
