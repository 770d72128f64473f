import type * as glassEasel from 'glass-easel';
import type { component } from 'glass-easel-miniprogram-adapter';
import type { Params } from './Answer';
import { isCustomComponent, tagOf } from './Elements';

export function componentOf(element: glassEasel.Element): glassEasel.GeneralComponent {
  if (isCustomComponent(element)) return element;
  throw new Error(`<${tagOf(element)}> is no custom component.`);
}

/** The `this` of a component's script. */
export function callerOf(node: glassEasel.GeneralComponent): component.GeneralComponent {
  return node.getMethodCaller() as unknown as component.GeneralComponent;
}

export function callMethod(node: glassEasel.GeneralComponent, { method, args }: Params): unknown {
  const caller = callerOf(node) as unknown as Record<string, unknown>;
  const called = caller[String(method)];
  if (typeof called !== 'function') throw new Error(`${node.is} has no method ${method}.`);
  return called.apply(caller, (args ?? []) as unknown[]);
}

/** The value at `a.b[0]`; the whole without a path. */
export function valueAt(data: unknown, path: unknown): unknown {
  if (path === undefined) return data;
  const keys = String(path)
    .split(/[.[\]]+/)
    .filter(Boolean);
  return keys.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], data);
}
