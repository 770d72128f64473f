import { recordingSetData } from '../../pages/support/recordingSetData';

type Method = (this: unknown, ...args: unknown[]) => unknown;
export type Methods = Readonly<Record<string, (...args: unknown[]) => unknown>>;

/** Promises and tasks of ours: each that was begun, until it has settled. */
export class Pending {
  readonly #pending = new Map<object, string>();

  get names(): readonly string[] {
    return [...this.#pending.values()];
  }

  /** The same function; what it returns is counted. */
  counting(name: string, method: Method): Method {
    const add = (what: unknown) => this.#add(name, what);
    return function counted(...args) {
      const result = method.apply(this, args);
      add(typeof result === 'object' && result !== null && 'result' in result ? result.result : result);
      return result;
    };
  }

  /** Its functions are replaced by counting ones. */
  countAll(functions: object, prefix = ''): void {
    for (const [name, method] of Object.entries(functions)) {
      if (typeof method === 'function')
        Object.assign(functions, { [name]: this.counting(prefix + name, method as Method) });
    }
  }

  #add(name: string, what: unknown): void {
    if (!(what instanceof Object && 'then' in what)) return;
    const promise = what as Promise<unknown>;
    this.#pending.set(promise, name);
    const settled = () => this.#pending.delete(promise);
    promise.then(settled, settled);
  }
}

export interface Definition {
  data: Record<string, unknown>;
  properties?: Record<string, { value: unknown }>;
  observers?: Record<string, Method>;
  lifetimes?: Record<string, Method>;
  methods?: Record<string, Method>;
}

export interface Watched {
  readonly data: Readonly<Record<string, unknown>>;
  /** Its methods, and of a page those that WeChat calls. */
  readonly run: Methods;
  /** Names and details. */
  readonly events: ReadonlyArray<readonly [name: string, detail?: unknown]>;
  /** setData since it was left. */
  readonly afterwards: readonly object[];
  leave(): void;
}

/** A page or a component of which each method is counted; `given`: its query or its properties. */
export function openWatched(
  kind: 'Page' | 'Component',
  definition: Definition,
  pending: Pending,
  given: Record<string, unknown>,
): Watched {
  const methods =
    kind === 'Page' ? (definition as unknown as Record<string, Method>) : (definition.methods ?? {});
  pending.countAll(methods);
  const data: Record<string, unknown> = structuredClone(definition.data);
  for (const [name, { value }] of Object.entries(definition.properties ?? {})) data[name] = value;
  const events: [string, unknown?][] = [];
  const changes: Record<string, unknown>[] = [];
  let openChanges = 0;
  let isLeft = false;
  const query = {
    select: () => query,
    boundingClientRect(then: (box: object) => void) {
      setImmediate(() => then({ width: 300, height: 300 }));
      return query;
    },
    exec: () => undefined,
  };
  const self = {
    ...methods,
    data,
    setData: recordingSetData(data, changes),
    triggerEvent: (...event: [string, unknown?]) => void events.push(event),
    selectComponent: () => null,
    createSelectorQuery: () => query,
  };
  const live = (name: string) => definition.lifetimes?.[name]?.call(self);
  if (kind === 'Page') {
    const page = self as unknown as Methods;
    page.onLoad?.(given);
    page.onShow?.();
  } else {
    live('created');
    Object.assign(data, given);
    for (const [fields, observer] of Object.entries(definition.observers ?? {})) {
      if (fields.split(/,\s*/).some((field) => field in given)) observer.call(self);
    }
    live('attached');
    live('ready');
  }
  return {
    data,
    run: self as unknown as Methods,
    events,
    get afterwards() {
      return isLeft ? changes.slice(openChanges) : [];
    },
    leave() {
      isLeft = true;
      openChanges = changes.length;
      if (kind === 'Page') (self as unknown as Methods).onUnload?.();
      else live('detached');
      // What is taken back within it is no harm.
      openChanges = changes.length;
    },
  };
}
