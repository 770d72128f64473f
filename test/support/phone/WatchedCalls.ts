type Files = WechatMiniprogram.FileSystemManager;
type Wx = WechatMiniprogram.Wx;

/** The functions of `wx`, those of its FileSystemManager, and the one of `wx.cloud`, by name. */
export type Apis = Files &
  Omit<Wx, keyof Files | 'cloud'> &
  Record<'cloud.callFunction', Wx['cloud']['callFunction']>;
export type Api = keyof Apis & string;

type Original<F> = F extends (options: infer O) => infer R ? (options: NonNullable<O>) => R : never;

/** What `fail` gets. */
export interface WxError {
  readonly errMsg: string;
  readonly errno?: number;
}

interface Call {
  readonly api: Api;
  readonly options: Readonly<Record<string, unknown>>;
}

type Options = Record<string, unknown> & {
  [name in 'success' | 'fail' | 'complete']?: (result: object) => void;
};
type Perform = (options: Options, ...more: unknown[]) => unknown;

/** Every call of the functions that it wraps: told to the test, and disturbed as the test says. */
export class WatchedCalls {
  readonly #made: Call[] = [];
  readonly #replaced = new Map<string, (original: Perform) => Perform>();
  #listeners: ((api: Api) => void)[] = [];

  /** What an API was called with, each time. */
  of(api: Api): readonly Call['options'][] {
    return this.#made.filter((call) => call.api === api).map(({ options }) => options);
  }

  /** The names of all calls, in order. */
  get names(): readonly Api[] {
    return this.#made.map(({ api }) => api);
  }

  /** Resolves when `api` is called for the `count`th time from now on. */
  reach(api: Api, count = 1): Promise<void> {
    return new Promise((resolve) => {
      let left = count;
      this.#listeners.push((called) => {
        if (called !== api) return;
        left -= 1;
        if (left === 0) resolve();
      });
    });
  }

  /** From now on `api` is what `around` makes of it. */
  replace<N extends Api>(api: N, around: (original: Original<Apis[N]>) => Original<Apis[N]>): void {
    this.#replaced.set(api, around as never);
  }

  /** The next call of `api` fails with this, before anything happens. */
  failNext(api: Api, error: WxError): void {
    this.#replaced.set(api, () => (options) => {
      this.restore(api);
      return failed(options, error);
    });
  }

  /** From now on each call of `api` fails with this, before anything happens. */
  fail(api: Api, error: WxError | undefined): void {
    this.#replaced.set(api, () => (options) => failed(options, error));
  }

  /** From now on `api` does what it does, and never calls back. */
  silence(api: Api): void {
    this.#replaced.set(api, (original) => (options) => {
      const unheard = () => undefined;
      return original({ ...options, success: unheard, fail: unheard, complete: unheard });
    });
  }

  /** `api` is the phone's own again. */
  restore(api: Api): void {
    this.#replaced.delete(api);
  }

  /** As if nothing had been called or disturbed yet. */
  reset(): void {
    this.#made.length = 0;
    this.#listeners = [];
    this.#replaced.clear();
  }

  /** @param prefix of the names under which they are watched. */
  wrap<Functions extends object>(functions: Functions, prefix = ''): Functions {
    const entries = Object.entries(functions).map(([name, value]) => [
      name,
      typeof value === 'function' ? this.#watch(`${prefix}${name}` as Api, value) : value,
    ]);
    return Object.fromEntries(entries);
  }

  #watch(api: Api, original: Perform): Perform {
    return (options, ...more) => {
      this.#made.push({ api, options: options ?? {} });
      for (const listener of this.#listeners) listener(api);
      const perform = this.#replaced.get(api)?.(original) ?? original;
      return perform(options, ...more);
    };
  }
}

/** `undefined`: some versions of WeChat call `fail` without a word. */
function failed(options: Options, error: WxError | undefined): object {
  // WeChat: without a callback it is a promise.
  if (!options.success && !options.fail && !options.complete) return Promise.reject(error);
  setImmediate(() => {
    options.fail?.(error as WxError);
    options.complete?.(error as WxError);
  });
  return taskThatEnded;
}

/** What a network API returns. */
const taskThatEnded = {
  abort: () => undefined,
  onProgressUpdate: () => undefined,
  offProgressUpdate: () => undefined,
  onHeadersReceived: () => undefined,
  offHeadersReceived: () => undefined,
};
