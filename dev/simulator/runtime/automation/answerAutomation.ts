import * as glassEasel from 'glass-easel';
import type { component } from 'glass-easel-miniprogram-adapter';
import type { Bridge } from '../../bridge/Bridge';
import { domOf, elementOf, screenRect } from '../createBackend';
import type { ScreenPoint } from '../Gestures';
import type { PageView } from '../PageView';
import type { Simulation } from '../Simulation';
import { innerWxml, outerWxml, textOf } from './describeElement';
import { Elements, isCustomComponent, tagOf } from './Elements';
import { readAttribute, Selector } from './Selector';
import { callWxMethod, WxMocks } from './wxMethods';

type Params = Readonly<Record<string, unknown>>;
type Answer = (params: Params) => unknown;

interface Question {
  id: number;
  method: string;
  params: Params;
}

/** Answers the methods of miniprogram-automator's protocol that Node hands on to the page. */
export function answerAutomation(
  simulation: Simulation,
  window: Window & typeof globalThis,
  bridge: Bridge,
): void {
  const answers: Record<string, Answer> = {
    ...appAnswers(simulation, bridge),
    ...pageAnswers(simulation),
    ...elementAnswers(simulation, window),
  };
  bridge.on('runtime.ask', (data) => {
    const { id, method, params } = data as Question;
    const answer = async (): Promise<unknown> => {
      const known = answers[method];
      if (!known) throw new Error(`${method} is not simulated.`);
      return (await known(params)) ?? {};
    };
    const reply = (body: object): Promise<unknown> => bridge.call('runtime.answer', { id, ...body });
    answer()
      .then(
        (result) => reply({ result }),
        (error: unknown) => reply({ error: error instanceof Error ? error.message : String(error) }),
      )
      // Nobody waits any more when the connection is gone.
      .catch(() => undefined);
  });
}

const elements = new Elements();

function appAnswers({ router, loader, wx, app }: Simulation, bridge: Bridge): Record<string, Answer> {
  const mocks = new WxMocks(wx);
  const describe = ({ id, path, query }: PageView) => ({ pageId: id, path, query });
  return {
    'App.getPageStack': () => ({ pageStack: router.stack.map(describe) }),
    'App.getCurrentPage': () => {
      if (!router.top) throw new Error('No page is open.');
      return describe(router.top);
    },
    'App.callWxMethod': async ({ method, args }) => ({
      result: await callWxMethod(wx, String(method), (args ?? []) as unknown[]),
    }),
    'App.mockWxMethod': ({ method, result, functionDeclaration, args }) => {
      const name = String(method);
      if (functionDeclaration !== undefined) {
        const mock = loader.evaluateFunction(String(functionDeclaration));
        mocks.mock(name, function mocked(...given) {
          return mock.call(this, ...given, ...((args ?? []) as unknown[]));
        });
      } else if (result === undefined) mocks.restore(name);
      else mocks.mock(name, () => result);
    },
    'App.callFunction': async ({ functionDeclaration, args }) => ({
      result: await loader.evaluateFunction(String(functionDeclaration))(...((args ?? []) as unknown[])),
    }),
    'App.addBinding': ({ name }) => {
      const binding = (...args: unknown[]): void =>
        void bridge.call('runtime.binding', { name, args }).catch(() => undefined);
      loader.addGlobal(String(name), binding);
    },
    'App.exit': () => {
      router.closeAll();
      app.hide();
    },
  };
}

function pageAnswers({ router }: Simulation): Record<string, Answer> {
  const pageOf = ({ pageId }: Params): PageView => {
    const page = router.stack.find(({ id }) => id === pageId);
    if (!page) throw new Error(`The page ${pageId} was closed.`);
    return page;
  };
  const find = (params: Params): glassEasel.Element[] => {
    const root = pageOf(params).component.getShadowRoot();
    return root ? new Selector(String(params.selector)).findAll(root) : [];
  };
  return {
    'Page.getElement': (params) => first(find(params), params),
    'Page.getElements': (params) => ({ elements: find(params).map((element) => elements.describe(element)) }),
    'Page.getData': (params) => ({ data: valueAt(pageOf(params).component.data, params.path) }),
    'Page.setData': (params) => callerOf(pageOf(params).component).setData(params.data as object),
    'Page.callMethod': async (params) => ({ result: await callMethod(pageOf(params).component, params) }),
    'Page.getWindowProperties': (params) => {
      const { scroller } = pageOf(params);
      const values: Record<string, unknown> = {
        'document.documentElement.scrollWidth': scroller.scrollWidth,
        'document.documentElement.scrollHeight': scroller.scrollHeight,
        'document.documentElement.scrollTop': scroller.scrollTop,
        'document.body.scrollTop': scroller.scrollTop,
      };
      return { properties: (params.names as string[]).map((name) => values[name] ?? null) };
    },
  };
}

function elementAnswers(simulation: Simulation, window: Window & typeof globalThis): Record<string, Answer> {
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
    const selector = new Selector(String(params.selector));
    const shadow = isCustomComponent(element) ? element.getShadowRoot() : null;
    return [...(shadow ? selector.findAll(shadow) : []), ...selector.findAll(element)];
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
    'Element.getElement': (params) => first(find(params), params),
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
    // For hosts with real input: where to touch, once it is certain that the touch meets the element.
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

function reachablePoint(dom: HTMLElement, element: glassEasel.Element): { x: number; y: number } {
  const tag = `<${tagOf(element)}${element.id && `#${element.id}`}${element.class && ` class="${element.class}"`}>`;
  const isVisible = (): boolean => {
    const { left, top, width, height } = screenRect(dom);
    return hit(dom, left + width / 2, top + height / 2) !== undefined;
  };
  if (!isVisible()) dom.scrollIntoView({ block: 'center', behavior: 'instant' });
  const { left, top, width, height } = screenRect(dom);
  if (width === 0 || height === 0) throw new Error(`${tag} cannot be touched: it has no size.`);
  const [x, y] = [left + width / 2, top + height / 2];
  if (hit(dom, x, y) !== undefined) return { x, y };
  const above = dom.ownerDocument.elementFromPoint(x, y);
  const covering =
    above && (elementOf(above) ? `<${tagOf(elementOf(above) as glassEasel.Element)}>` : above.className);
  throw new Error(
    `${tag} cannot be touched at ${Math.round(x)}, ${Math.round(y)}: ${covering ?? 'nothing'} is there.`,
  );
}

function hit(dom: HTMLElement, x: number, y: number): Element | undefined {
  const found = dom.ownerDocument.elementFromPoint(x, y);
  return found && dom.contains(found) ? found : undefined;
}

function first(found: glassEasel.Element[], { selector }: Params): object {
  const [element] = found;
  if (!element) throw new Error(`No element matches ${selector}.`);
  return elements.describe(element);
}

function componentOf(element: glassEasel.Element): glassEasel.GeneralComponent {
  if (isCustomComponent(element)) return element;
  throw new Error(`<${tagOf(element)}> is no custom component.`);
}

function callerOf(node: glassEasel.GeneralComponent): component.GeneralComponent {
  return node.getMethodCaller() as unknown as component.GeneralComponent;
}

function callMethod(node: glassEasel.GeneralComponent, { method, args }: Params): unknown {
  const caller = callerOf(node) as unknown as Record<string, unknown>;
  const called = caller[String(method)];
  if (typeof called !== 'function') throw new Error(`${node.is} has no method ${method}.`);
  return called.apply(caller, (args ?? []) as unknown[]);
}

/** The value at `a.b[0]`; the whole without a path. */
function valueAt(data: unknown, path: unknown): unknown {
  if (path === undefined) return data;
  const keys = String(path)
    .split(/[.[\]]+/)
    .filter(Boolean);
  return keys.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], data);
}

function asText(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function asKebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
