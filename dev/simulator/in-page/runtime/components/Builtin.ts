import type * as glassEasel from 'glass-easel';
import type { Navigation } from '../WxEnvironment';

/** A component that WeChat itself brings, as `<image>`. */
export interface Builtin {
  tag: string;
  /** Default values; the type of a value is the type of the property, null is any. */
  properties: Readonly<Record<string, string | number | boolean | null>>;
  /** Whether children in WXML are shown. */
  slot: boolean;
  mount?(node: BuiltinNode, services: BuiltinServices): BuiltinBehavior;
}

export interface BuiltinNode {
  element: glassEasel.GeneralComponent;
  dom: HTMLElement;
  /** The current property values. */
  data(): Readonly<Record<string, unknown>>;
  set(values: Record<string, unknown>): void;
  trigger(type: string, detail: object, options?: glassEasel.EventOptions): void;
}

export interface BuiltinBehavior {
  /** After creation and after each change of properties. */
  update?(): void;
  unmount?(): void;
  /** After the listeners of a tap in it, while the tap still counts as a person's. */
  tap?(): void;
  /** False when it takes no taps. */
  accepts?(): boolean;
  /** What a script may do to it by name, as miniprogram-automator's `input.input`. */
  actions?: Readonly<Record<string, (...args: unknown[]) => unknown>>;
}

export interface BuiltinServices {
  window: Window & typeof globalThis;
  navigation: Navigation;
  wx(): Readonly<Record<string, unknown>>;
  /** What the browser can load for a path in the WXML of the component `owner`. */
  resourceUrl(path: string, owner: string): string;
  /** The person agreed to the privacy agreement by the button with this id. */
  agreePrivacy(buttonId: string): void;
  warn(message: string): void;
}

/** The component whose WXML has this element. */
export function ownerOf(element: glassEasel.Element): string {
  return element.ownerShadowRoot?.getHostNode().is ?? '';
}
