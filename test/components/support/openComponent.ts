import { definitionIn } from '../../pages/support/definitionIn';
import { recordingSetData } from '../../pages/support/recordingSetData';

type Lifetime = 'created' | 'attached' | 'ready' | 'detached';

interface Definition {
  properties: Record<string, { value: unknown }>;
  data: Record<string, unknown>;
  observers?: Record<string, () => void>;
  lifetimes?: Partial<Record<Lifetime, () => void>>;
  pageLifetimes?: { show?(): void };
  methods: Record<string, unknown>;
}

export interface OpenComponent<Data, Methods> {
  readonly data: Data;
  readonly component: Methods;
  /** Every setData, in order. */
  readonly changes: ReadonlyArray<Record<string, unknown>>;
  /** What it told its page, in order. */
  readonly events: ReadonlyArray<readonly [name: string, detail?: unknown]>;
  /** The page changes properties. */
  set(properties: Record<string, unknown>): void;
  showPage(): void;
  detach(): void;
}

export interface ComponentSurroundings {
  /** What it measures of itself, in px. */
  readonly box?: { width: number; height: number };
  /** What it measures of all that it selects. */
  readonly boxes?: readonly object[];
  /** The components inside it, by selector. */
  readonly inner?: Readonly<Record<string, object>>;
}

/**
 * Runs a component's script and attaches the component as WeChat would: its properties, its observers, setData by paths of
 * JSON.
 */
export function openComponent<Data, Methods>(
  load: () => void,
  properties: Record<string, unknown>,
  { box = { width: 0, height: 0 }, boxes = [], inner = {} }: ComponentSurroundings = {},
): OpenComponent<Data, Methods> {
  const definition = definitionIn<Definition>(load, 'Component');
  const { observers = {}, lifetimes = {}, pageLifetimes, methods } = definition;

  const data: Record<string, unknown> = structuredClone(definition.data);
  for (const [name, { value }] of Object.entries(definition.properties)) data[name] = value;
  const changes: Record<string, unknown>[] = [];
  const events: [string, unknown?][] = [];
  const component = {
    ...methods,
    data,
    setData: recordingSetData(data, changes),
    selectComponent: (selector: string) => inner[selector] ?? null,
    triggerEvent(...event: [string, unknown?]) {
      events.push(event);
    },
    createSelectorQuery() {
      let answer: (found: object) => void;
      let found: object = box;
      const query = {
        select: () => query,
        selectAll() {
          found = boxes;
          return query;
        },
        boundingClientRect(then: (found: object) => void) {
          answer = then;
          return query;
        },
        exec: () => answer(found),
      };
      return query;
    },
  };
  const set = (changed: Record<string, unknown>): void => {
    Object.assign(data, changed);
    for (const [fields, observer] of Object.entries(observers)) {
      if (fields.split(/,\s*/).some((field) => field in changed)) observer.call(component);
    }
  };
  const call = (name: Lifetime): void => lifetimes[name]?.call(component);
  call('created');
  set(properties);
  call('attached');
  call('ready');
  return {
    data: data as Data,
    component: component as unknown as Methods,
    changes,
    events,
    set,
    showPage: () => pageLifetimes?.show?.call(component),
    detach: () => call('detached'),
  };
}
