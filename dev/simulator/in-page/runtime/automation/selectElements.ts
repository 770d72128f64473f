import { type Options, selectAll } from 'css-select';
import * as glassEasel from 'glass-easel';
import { tagOf } from './Elements';
import { readAttribute } from './readAttribute';

type Element = glassEasel.Element;
type Adapter = NonNullable<Options<Element, Element>['adapter']>;

/**
 * All elements beneath `root` that match a CSS selector, in the order of WXML. They are sought in glass-easel's tree,
 * because components with a virtual host have no DOM element and because class names in the DOM carry the style scope. As
 * in WeChat a selector stays in the tree of one component; one with `>>>` goes through all that are inside.
 * Throws for a selector that is none.
 */
export function selectElements(root: Element, selector: string): Element[] {
  const crosses = selector.includes('>>>');
  return selectAll(selector.replaceAll('>>>', ' '), root, {
    adapter: crosses ? throughComponents : inOneTree,
    xmlMode: true,
    // As querySelector: what is around `root` counts as well.
    relativeSelector: false,
    // The page changes between two queries.
    cacheResults: false,
  });
}

const inOneTree: Adapter = {
  isTag: (_element): _element is Element => true,
  getName: tagOf,
  getAttributeValue: attributeText,
  hasAttrib: (element, name) => Boolean(attributeText(element, name)),
  getParent(element) {
    const container = containerOf(element);
    return container && glassEasel.ShadowRoot.isShadowRoot(container) ? null : container;
  },
  getChildren: childrenOf,
  getSiblings: (element) => childrenOf(containerOf(element)),
  getText: () => '',
  removeSubsets: (elements) => elements,
};

const throughComponents: Adapter = {
  ...inOneTree,
  getParent(element) {
    const container = containerOf(element);
    return container && glassEasel.ShadowRoot.isShadowRoot(container) ? container.getHostNode() : container;
  },
  getChildren(element) {
    const shadow = glassEasel.Component.isComponent(element) ? element.getShadowRoot() : null;
    return [...childrenOf(shadow), ...childrenOf(element)];
  },
};

/** `false` and `null` are as no attribute, as in WXML. */
function attributeText(element: Element, name: string): string | undefined {
  const value = readAttribute(element, name);
  return value === undefined || value === null || value === false ? undefined : String(value);
}

/** Children in WXML: what stands in `wx:if`, `wx:for` and blocks counts as if they were not there. */
function childrenOf(parent: Element | null): Element[] {
  return (parent?.childNodes ?? []).flatMap((node) => {
    const element = node.asElement();
    if (!element) return [];
    return glassEasel.VirtualNode.isVirtualNode(element) ? childrenOf(element) : [element];
  });
}

/** What an element stands in: another one, or the root of its component's tree. */
function containerOf({ parentNode }: Element): Element | null {
  const isBlock =
    parentNode !== null &&
    glassEasel.VirtualNode.isVirtualNode(parentNode) &&
    !glassEasel.ShadowRoot.isShadowRoot(parentNode);
  return isBlock ? containerOf(parentNode) : parentNode;
}
