import { definitionIn } from './definitionIn';
import { recordingSetData } from './recordingSetData';

type Options = Record<string, unknown> & { data: Record<string, unknown> };

export interface OpenPage<Data, Methods> {
  readonly data: Data;
  /** Every setData, in order. */
  readonly changes: ReadonlyArray<Record<string, unknown>>;
  readonly page: Methods & { onLoad(query: object): void; onShow(): void; onHide(): void; onUnload(): void };
}

/** Runs a page's script and opens the page as WeChat would: its own data, its methods, setData by paths of JSON. */
export function openPage<Data, Methods>(load: () => void, query: object = {}): OpenPage<Data, Methods> {
  const options = definitionIn<Options>(load, 'Page');
  const changes: Record<string, unknown>[] = [];
  const data = structuredClone(options.data);
  const page = { ...options, data, setData: recordingSetData(data, changes), selectComponent: () => null };
  const opened = { data, changes, page } as unknown as OpenPage<Data, Methods>;
  opened.page.onLoad(query);
  return opened;
}
