import * as glassEasel from 'glass-easel';
import { domOf, screenRect } from '../createBackend';
import type { ScreenPoint } from '../Gestures';
import type { Simulation } from '../Simulation';
import type { Answer, Params } from './Answer';
import { callerOf, callMethod, componentOf, valueAt } from './componentData';
import { innerWxml, outerWxml, textOf } from './describeElement';
import { type Elements, isCustomComponent, tagOf } from './Elements';
import { reachablePoint } from './reachablePoint';
import { readAttribute } from './readAttribute';
import { selectElements } from './selectElements';

/** `Element.…` */
export function elementAnswers(
  simulation: Simulation,
  elements: Elements,
  window: Window & typeof globalThis,
): Record<string, Answer> {
  const { gestures, builtins } = simulation;
  const elementOfParams = ({ elementId }: Params): glassEasel.Element => elements.get(elementId);
  const domOfParams = (params: Params): HTMLElement => {
    const element = elementOfParams(params);
    const dom = domOf(element);
    if (!dom) throw new Error(`<${tagOf(element)}> has no box of its own (virtualHost).`);
    return dom;
  };
  const find = (params: Params): glassEasel.Element[] => {
    const element = elementOfParams(params);
    const selector = String(params.selector);
    const shadow = isCustomComponent(element) ? element.getShadowRoot() : null;
    return [...(shadow ? selectElements(shadow, selector) : []), ...selectElements(element, selector)];
  };
  const centre = (params: Params): ScreenPoint => {
    const { left, top, width, height } = screenRect(domOfParams(params));
    return { identifier: 0, clientX: left + width / 2, clientY: top + height / 2 };
  };
  const touchPoint = (params: Params): ScreenPoint => {
    const touches = (params.changedTouches ?? params.touches ?? []) as Partial<
      ScreenPoint & { pageX: number; pageY: number }
    >[];
    const [touch] = touches;
    const fallback = centre(params);
    return {
      identifier: touch?.identifier ?? 0,
      clientX: touch?.clientX ?? touch?.pageX ?? fallback.clientX,
      clientY: touch?.clientY ?? touch?.pageY ?? fallback.clientY,
    };
  };
  return {
    'Element.getElement': (params) => elements.describeFirst(find(params), params.selector),
    'Element.getElements': (params) => ({
      elements: find(params).map((element) => elements.describe(element)),
    }),
    'Element.getOffset': (params) => {
      const { left, top } = domOfParams(params).getBoundingClientRect();
      const { scrollTop = 0, scrollLeft = 0 } = simulation.router.top?.scroller ?? {};
      return { left: left + scrollLeft, top: top + scrollTop };
    },
    'Element.getDOMProperties': (params) => ({
      properties: (params.names as string[]).map((name) => {
        if (name === 'innerText') return textOf(elementOfParams(params));
        return (domOfParams(params) as unknown as Record<string, unknown>)[name] ?? null;
      }),
    }),
    'Element.getAttributes': (params) => ({
      attributes: (params.names as string[]).map((name) => {
        const value = readAttribute(elementOfParams(params), name);
        return value === undefined || value === null ? null : asText(value);
      }),
    }),
    'Element.getProperties': (params) => {
      const element = elementOfParams(params);
      const data: Params = glassEasel.Component.isComponent(element) ? element.data : {};
      const isPublic = (): Record<string, boolean> =>
        Object.fromEntries(Object.keys(data).map((name) => [name, true]));
      return {
        properties: (params.names as string[]).map((name) =>
          name === '__propPublic' ? isPublic() : (data[name] ?? null),
        ),
      };
    },
    'Element.getStyles': (params) => {
      const style = window.getComputedStyle(domOfParams(params));
      return { styles: (params.names as string[]).map((name) => style.getPropertyValue(asKebab(name))) };
    },
    'Element.getWXML': (params) => {
      const element = elementOfParams(params);
      return { wxml: params.type === 'outer' ? outerWxml(element) : innerWxml(element) };
    },
    'Element.getData': (params) => ({
      data: valueAt(componentOf(elementOfParams(params)).data, params.path),
    }),
    'Element.setData': (params) =>
      callerOf(componentOf(elementOfParams(params))).setData(params.data as object),
    'Element.callMethod': async (params) => ({
      result: await callMethod(componentOf(elementOfParams(params)), params),
    }),
    'Element.callFunction': (params) => {
      const name = String(params.functionName);
      const action = builtins.behaviorOf(elementOfParams(params))?.actions?.[name];
      if (!action) throw new Error(`${name} is not simulated.`);
      return { result: action(...((params.args ?? []) as unknown[])) };
    },
    'Element.triggerEvent': (params) => {
      elementOfParams(params).triggerEvent(String(params.type), params.detail ?? {});
    },
    'Element.dispatchEvent': (params) => {
      const { eventName, type = eventName, detail = {}, bubbles = true, composed = true } = params;
      elementOfParams(params).triggerEvent(String(type), detail, {
        bubbles: Boolean(bubbles),
        composed: Boolean(composed),
      });
    },
    'Element.tap': (params) => {
      const point = centre(params);
      gestures.start(domOfParams(params), point);
      gestures.end(point);
    },
    'Element.touchstart': (params) => gestures.start(domOfParams(params), touchPoint(params)),
    'Element.touchmove': (params) => void gestures.move(touchPoint(params)),
    'Element.touchend': (params) => gestures.end(touchPoint(params)),
    // For a real screen: where to touch, once it is certain that the touch meets the element.
    'Element.locate': (params) => reachablePoint(domOfParams(params), elementOfParams(params)),
    'Element.selectText': (params) => {
      const field = domOfParams(params).querySelector<HTMLInputElement | HTMLTextAreaElement>(
        'input, textarea',
      );
      if (!field) throw new Error('Only <input> and <textarea> take text.');
      field.focus();
      field.select();
    },
  };
}

function asText(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function asKebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
