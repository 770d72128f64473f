import type * as glassEasel from 'glass-easel';
import { elementOf, screenRect } from '../createBackend';
import { tagOf } from './Elements';

/** The middle of an element on the screen, which is scrolled to it. Throws when a finger there would meet another. */
export function reachablePoint(dom: HTMLElement, element: glassEasel.Element): { x: number; y: number } {
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
