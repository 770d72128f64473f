import * as glassEasel from 'glass-easel';
import selectorParser from 'postcss-selector-parser';
import { tagOf } from './Elements';

/** One step of a selector: what an element has to be, and how it stands to the step before. */
interface Step {
  combinator: string;
  tests: ((element: glassEasel.Element) => boolean)[];
}

/**
 * A CSS selector over WXML. It walks glass-easel's tree, because components with a virtual host have no DOM element
 * and because class names in the DOM carry the style scope. As in WeChat it stays in the tree of one component;
 * `>>>` goes on inside the components.
 */
export class Selector {
  private readonly alternatives: Step[][];
  private readonly crosses: boolean;

  constructor(private readonly text: string) {
    this.alternatives = selectorParser()
      .astSync(text)
      .nodes.map((selector) => this.parse(selector.nodes));
    this.crosses = text.includes('>>>');
  }

  /** All matches beneath `root`, in the order of WXML. */
  findAll(root: glassEasel.Element): glassEasel.Element[] {
    return descendants(root, this.crosses).filter((element) => this.matches(element, root));
  }

  private matches(element: glassEasel.Element, root: glassEasel.Element): boolean {
    return this.alternatives.some((steps) => matchesSteps(element, steps, root));
  }

  private parse(nodes: selectorParser.Node[]): Step[] {
    const steps: Step[] = [{ combinator: '', tests: [] }];
    for (const node of nodes) {
      if (node.type === 'combinator') steps.push({ combinator: node.value.trim() || ' ', tests: [] });
      else steps.at(-1)?.tests.push(this.test(node));
    }
    return steps;
  }

  private test(node: selectorParser.Node): Step['tests'][number] {
    switch (node.type) {
      case 'universal':
        return () => true;
      case 'tag':
        return (element) => tagOf(element) === node.value;
      case 'class':
        return (element) => element.classList?.contains(node.value) ?? false;
      case 'id':
        return (element) => element.id === node.value;
      case 'attribute':
        return (element) =>
          matchesAttribute(readAttribute(element, node.attribute), node.operator, node.value ?? '');
      case 'pseudo':
        return this.position(node);
      default:
        throw new Error(`The simulator does not know ${String(node)} in the selector ${this.text}.`);
    }
  }

  private position(node: selectorParser.Pseudo): Step['tests'][number] {
    const index = Number(node.nodes[0]?.toString());
    if (node.value === ':first-child') return (element) => siblings(element)[0] === element;
    if (node.value === ':last-child') return (element) => siblings(element).at(-1) === element;
    if (node.value === ':nth-child' && Number.isInteger(index)) {
      return (element) => siblings(element)[index - 1] === element;
    }
    throw new Error(
      `The simulator does not know ${node} in the selector ${this.text}: it knows :first-child, :last-child, :nth-child(number).`,
    );
  }
}

function matchesSteps(
  element: glassEasel.Element,
  steps: readonly Step[],
  root: glassEasel.Element,
): boolean {
  const step = steps.at(-1);
  if (!step?.tests.every((test) => test(element))) return false;
  const before = steps.slice(0, -1);
  if (before.length === 0) return true;
  const isParentOnly = step.combinator === '>';
  const crosses = step.combinator === '>>>';
  for (let parent = parentOf(element, crosses); parent; parent = parentOf(parent, crosses)) {
    if (matchesSteps(parent, before, root)) return true;
    if (isParentOnly || parent === root) return false;
  }
  return false;
}

/** The next element outwards that is in WXML; with `crosses` also out of the component. */
function parentOf(element: glassEasel.Element, crosses: boolean): glassEasel.Element | undefined {
  for (let parent = element.parentNode; parent; parent = parent.parentNode) {
    if (glassEasel.ShadowRoot.isShadowRoot(parent)) {
      const host = parent.getHostNode();
      return crosses ? host : undefined;
    }
    if (!glassEasel.VirtualNode.isVirtualNode(parent)) return parent;
  }
  return undefined;
}

function siblings(element: glassEasel.Element): glassEasel.Element[] {
  let parent = element.parentNode;
  while (
    parent &&
    glassEasel.VirtualNode.isVirtualNode(parent) &&
    !glassEasel.ShadowRoot.isShadowRoot(parent)
  ) {
    parent = parent.parentNode;
  }
  return parent ? childrenOf(parent) : [];
}

/** Children in WXML: what stands in `wx:if`, `wx:for` and blocks counts as if they were not there. */
function childrenOf(parent: glassEasel.Element): glassEasel.Element[] {
  return parent.childNodes.flatMap((node) => {
    const element = node.asElement();
    if (!element) return [];
    return glassEasel.VirtualNode.isVirtualNode(element) ? childrenOf(element) : [element];
  });
}

function descendants(root: glassEasel.Element, crosses: boolean): glassEasel.Element[] {
  return childrenOf(root).flatMap((child) => {
    const shadow = crosses && glassEasel.Component.isComponent(child) ? child.getShadowRoot() : null;
    return [child, ...(shadow ? descendants(shadow, crosses) : []), ...descendants(child, crosses)];
  });
}

/** The value as WXML gives it; undefined when the element has no such attribute. */
export function readAttribute(element: glassEasel.Element, name: string): unknown {
  if (name === 'class') return element.class;
  if (name === 'id') return element.id;
  if (name === 'style') return element.style;
  const camelName = name.replace(/-([a-z])/g, (_dash, letter: string) => letter.toUpperCase());
  if (name.startsWith('data-'))
    return element.dataset[camelName.slice(4, 5).toLowerCase() + camelName.slice(5)];
  if (glassEasel.Component.isComponent(element) && glassEasel.Component.hasProperty(element, camelName)) {
    return element.data[camelName];
  }
  return element.getAttribute(name) ?? undefined;
}

function matchesAttribute(value: unknown, operator: string | undefined, wanted: string): boolean {
  if (value === undefined || value === null || value === false) return false;
  const text = String(value);
  switch (operator) {
    case undefined:
      return text !== '';
    case '=':
      return text === wanted;
    case '^=':
      return text.startsWith(wanted);
    case '$=':
      return text.endsWith(wanted);
    case '*=':
      return text.includes(wanted);
    case '~=':
      return text.split(/\s+/).includes(wanted);
    default:
      throw new Error(`The simulator does not know ${operator} in an attribute selector.`);
  }
}
