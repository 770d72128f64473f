/** What a component hands to WeChat. Its methods see `Fields` too, which `created` sets before anything else runs. */
export interface ComponentOptions<Properties, Data, Methods> {
  behaviors?: string[];
  externalClasses?: string[];
  options?: WechatMiniprogram.Component.ComponentOptions;
  properties: { [Name in keyof Properties]: { type: unknown; value: Properties[Name] } };
  data?: Data;
  observers?: Record<string, (value: never) => void>;
  lifetimes?: Partial<Record<'created' | 'attached' | 'ready' | 'detached', () => void>>;
  pageLifetimes?: { show?(): void; hide?(): void };
  methods: Methods;
}

export interface ComponentInstance<Properties, Data> {
  readonly data: Properties & Data;
  setData(changes: Readonly<Record<string, unknown>>, drawn?: () => void): void;
  triggerEvent(name: string, detail?: object): void;
  createSelectorQuery(): WechatMiniprogram.SelectorQuery;
  /** The component that matches, with its methods; null when there is none. */
  selectComponent(selector: string): unknown;
}

/**
 * `Component` with fields that are no data of its, and with properties that are typed by what they hold: WeChat's typings
 * know of an array or an object only that it is one.
 */
export function defineComponent<Properties, Data, Methods, Fields = unknown>(
  options: ComponentOptions<Properties, Data, Methods> &
    ThisType<ComponentInstance<Properties, Data> & Methods & Fields>,
): void {
  // The typings of a component differ from version to version; a host may have any of them.
  (Component as (options: object) => unknown)(options);
}
