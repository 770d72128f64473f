import * as glassEasel from 'glass-easel';
import { component } from 'glass-easel-miniprogram-adapter';
import { domOf } from './createBackend';

interface EventTarget {
  id: string;
  dataset: Record<string, unknown>;
  offsetLeft: number;
  offsetTop: number;
}

/** In the generated templates: calls a listener with the event that WeChat would give it. */
export function wrapListener(
  caller: unknown,
  event: glassEasel.ShadowedEvent<unknown>,
  listener: (event: unknown) => unknown,
): unknown {
  const returned = listener.call(caller, toWeChatEvent(event));
  // glass-easel stops bubbling at a listener that returns false; WeChat does not.
  return returned === false ? undefined : returned;
}

function toWeChatEvent(event: glassEasel.ShadowedEvent<unknown>): object {
  return {
    type: event.type,
    timeStamp: event.timeStamp,
    target: targetOf(event.target),
    currentTarget: targetOf(event.currentTarget),
    mark: { ...event.mark },
    detail: event.detail ?? {},
    ...event.extraFields,
  };
}

function targetOf(caller: unknown): EventTarget {
  const element = elementOfCaller(caller);
  const dom = element && domOf(element);
  return {
    id: element?.id ?? '',
    dataset: JSON.parse(JSON.stringify(element?.dataset ?? {})),
    offsetLeft: dom?.offsetLeft ?? 0,
    offsetTop: dom?.offsetTop ?? 0,
  };
}

/** Listeners know a custom component by the object that its methods run on. */
function elementOfCaller(caller: unknown): glassEasel.Element | undefined {
  if (caller instanceof component.ComponentCaller) return caller._$;
  return caller instanceof glassEasel.Element ? caller : undefined;
}
