import * as glassEasel from 'glass-easel';

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
