type Changes = Readonly<Record<string, unknown>>;

interface PageOptions {
  readonly data: object;
  onLoad?(query: object): void;
  onShow?(): void;
  onReady?(): void;
  onUnload?(): void;
}

/** What went from a page's script to the screen. */
export interface SetDataCalls {
  readonly count: number;
  /** Of JSON. */
  readonly bytes: number;
  /** In the second that had most. */
  readonly mostInASecond: { readonly count: number; readonly bytes: number };
}

/** A page's script at work, without a screen: what its components do with its data is not seen. */
export class ShownPage {
  readonly #calls: { at: number; bytes: number }[] = [];
  readonly #page: PageOptions;

  /** @param load what runs the page's script, which calls `Page`. */
  constructor(load: () => void) {
    let found: PageOptions | undefined;
    Object.assign(globalThis, { Page: (options: PageOptions) => (found = options) });
    load();
    if (!found) throw new Error('The script of the page has not called Page.');
    const data = structuredClone(found.data);
    const setData = (changes: Changes, drawn?: () => void): void => {
      const json = JSON.stringify(changes);
      this.#calls.push({ at: performance.now(), bytes: Buffer.byteLength(json) });
      // A copy, as the screen gets one.
      for (const [path, value] of Object.entries(JSON.parse(json))) assign(data, path, value);
      if (drawn) setTimeout(drawn);
    };
    this.#page = Object.assign(Object.create(found), found, { data, setData });
    this.#page.onLoad?.({});
    this.#page.onShow?.();
    this.#page.onReady?.();
  }

  /** Closes it. */
  close(): SetDataCalls {
    this.#page.onUnload?.();
    const bytes = (calls: readonly { bytes: number }[]): number =>
      calls.reduce((sum, call) => sum + call.bytes, 0);
    const seconds = this.#calls.map(({ at }) =>
      this.#calls.filter((call) => call.at >= at && call.at < at + 1000),
    );
    return {
      count: this.#calls.length,
      bytes: bytes(this.#calls),
      mostInASecond: {
        count: Math.max(0, ...seconds.map((calls) => calls.length)),
        bytes: Math.max(0, ...seconds.map(bytes)),
      },
    };
  }
}

/** What setData does with one path, as `rows[2].name`. */
function assign(target: object, path: string, value: unknown): void {
  const names = path.split(/[.[\]]+/).filter((name) => name !== '');
  const last = names.pop() ?? '';
  let holder = target as Record<string, unknown>;
  for (const name of names) holder = holder[name] as Record<string, unknown>;
  holder[last] = value;
}
