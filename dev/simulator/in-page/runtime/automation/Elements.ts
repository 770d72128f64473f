import * as glassEasel from 'glass-easel';

/** Elements by the id under which a script knows them. */
export class Elements {
  private readonly ids = new WeakMap<glassEasel.Element, string>();
  private readonly elements = new Map<string, WeakRef<glassEasel.Element>>();
  private lastId = 0;

  /** As miniprogram-automator describes an element; `nodeId` marks custom components. */
  describe(element: glassEasel.Element): { elementId: string; tagName: string; nodeId?: string } {
    const elementId = this.idOf(element);
    const tagName = tagOf(element);
    return { elementId, tagName, ...(isCustomComponent(element) && { nodeId: elementId }) };
  }

  describeFirst([found]: readonly glassEasel.Element[], selector: unknown): ReturnType<Elements['describe']> {
    if (!found) throw new Error(`No element matches ${selector}.`);
    return this.describe(found);
  }

  get(id: unknown): glassEasel.Element {
    const element = this.elements.get(String(id))?.deref();
    if (!element || !glassEasel.Element.isAttached(element)) {
      throw new Error(`The element ${id} is no longer in the page: query it again.`);
    }
    return element;
  }

  private idOf(element: glassEasel.Element): string {
    const known = this.ids.get(element);
    if (known !== undefined) return known;
    this.lastId += 1;
    const id = `element-${this.lastId}`;
    this.ids.set(element, id);
    this.elements.set(id, new WeakRef(element));
    return id;
  }
}

export function tagOf(element: glassEasel.Element): string {
  if (glassEasel.Component.isComponent(element)) return element.tagName;
  return element.asNativeNode()?.is ?? '';
}

export function isCustomComponent(element: glassEasel.Element): element is glassEasel.GeneralComponent {
  return glassEasel.Component.isComponent(element) && !element.is.startsWith('wx://');
}
