import { assignPath } from './assignPath';

type Options = Record<string, unknown> & { data: Record<string, unknown> };

export interface OpenPage<Data, Methods> {
  readonly data: Data;
  /** Every setData, in order. */
  readonly changes: ReadonlyArray<Record<string, unknown>>;
  readonly page: Methods & { onLoad(query: object): void; onShow(): void; onHide(): void; onUnload(): void };
}

/** Runs a page's script and opens the page as WeChat would: its own data, its methods, setData by paths of JSON. */
export function openPage<Data, Methods>(load: () => void, query: object = {}): OpenPage<Data, Methods> {
  let options: Options | undefined;
  Object.assign(globalThis, {
    Page: (given: Options) => {
      options = given;
    },
  });
  jest.isolateModules(load);
  Reflect.deleteProperty(globalThis, 'Page');
  if (options === undefined) throw new Error('The script did not call Page().');

  const changes: Record<string, unknown>[] = [];
  const data = structuredClone(options.data);
  const page = {
    ...options,
    data,
    setData(change: Record<string, unknown>, drawn?: () => void) {
      const json = JSON.parse(JSON.stringify(change)) as Record<string, unknown>;
      expect(json).toEqual(change);
      changes.push(json);
      // A copy: what comes later changes the data, not what was sent.
      for (const [path, value] of Object.entries(json)) assignPath(data, path, structuredClone(value));
      drawn?.();
    },
  };
  const opened = { data, changes, page } as unknown as OpenPage<Data, Methods>;
  opened.page.onLoad(query);
  return opened;
}
