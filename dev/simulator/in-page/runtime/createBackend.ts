import * as glassEasel from 'glass-easel';
import { browserUnits } from '../../messages/styleUnits';

interface BackendOptions {
  window: Window & typeof globalThis;
  /** The part of the screen that shows pages: the origin of their coordinates. */
  pages: HTMLElement;
  /** A tag in WXML that is no component. */
  onUnknownTag(tag: string): void;
}

export interface Backend {
  context: glassEasel.CurrentWindowBackendContext;
  /** Whether a listener of this type would hear an event at `node`. */
  hasListener(node: Node, type: string): boolean;
}

/** glass-easel's bridge to the DOM: each WXML tag `x` becomes an element `wx-x`. */
export function createBackend({ window, pages, onUnknownTag }: BackendOptions): Backend {
  const { document } = window;
  const context = new glassEasel.CurrentWindowBackendContext();

  const createElement = (tag: string): HTMLElement => {
    const element = document.createElement(`wx-${tag}`);
    element.setAttribute = (name, value) => {
      const text = name === 'style' ? browserUnits(String(value)) : String(value);
      window.Element.prototype.setAttribute.call(element, name, text);
    };
    element.getBoundingClientRect = () => {
      const rect = window.Element.prototype.getBoundingClientRect.call(element);
      const origin = pages.getBoundingClientRect();
      return new window.DOMRect(rect.left - origin.left, rect.top - origin.top, rect.width, rect.height);
    };
    return element;
  };

  context.document = {
    // glass-easel's own type of a DOM element is a part of the real one, written by hand.
    createElement: (tag) => createElement(tag) as unknown as glassEasel.domlikeBackend.Element,
    createTextNode: (text) => document.createTextNode(text) as unknown as glassEasel.domlikeBackend.Element,
    createDocumentFragment: () =>
      document.createDocumentFragment() as unknown as glassEasel.domlikeBackend.Element,
  };
  context.getWindowWidth = () => pages.clientWidth || window.innerWidth;
  context.getWindowHeight = () => pages.clientHeight || window.innerHeight;
  // Not an animation frame: those stop in a tab in the background, and setData's callback must not.
  context.render = (callback) => window.queueMicrotask(() => callback(null));
  context.associateValue = (_element, value) => {
    if (glassEasel.NativeNode.isNativeNode(value)) onUnknownTag(value.is);
  };
  // No DOM listener is added: input comes from Gestures, which dispatches on glass-easel's elements.
  const listened = new WeakMap<object, Set<string>>();
  context.setListenerStats = (element, type) => {
    const types = listened.get(element) ?? new Set();
    listened.set(element, types.add(type));
  };
  return {
    context,
    hasListener(node, type) {
      for (let current: Node | null = node; current; current = current.parentNode) {
        if (listened.get(current)?.has(type)) return true;
      }
      return false;
    },
  };
}

/** Where an element is on the screen. (Its own getBoundingClientRect answers in the page's coordinates.) */
export function screenRect(element: HTMLElement): DOMRect {
  const { defaultView } = element.ownerDocument;
  if (!defaultView) throw new Error('The page of this element is gone.');
  return defaultView.Element.prototype.getBoundingClientRect.call(element);
}

/** The innermost glass-easel element around a DOM node. */
export function elementOf(node: Node | null): glassEasel.Element | undefined {
  for (let current = node; current; current = current.parentNode) {
    const element = (current as Node & { __wxElement?: glassEasel.Element }).__wxElement;
    if (element) return element;
  }
  return undefined;
}

/** The DOM element of a glass-easel element; undefined for virtual ones. */
export function domOf(element: glassEasel.Element): HTMLElement | undefined {
  return (element.getBackendElement() as unknown as HTMLElement | null) ?? undefined;
}
