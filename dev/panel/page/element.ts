import { element as elementOf } from '../../simulator/in-page/overlay/element';

/** As in the phone's overlay, of this document. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string>,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  return elementOf(document, tag, attributes, ...children);
}
