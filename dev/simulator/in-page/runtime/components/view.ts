import type { Builtin } from './Builtin';
import { hover } from './hover';

export const view: Builtin = { tag: 'view', slot: true, properties: { ...hover } };

export const text: Builtin = {
  tag: 'text',
  slot: true,
  properties: { selectable: false, userSelect: false, space: '', decode: false, overflow: 'visible' },
  mount: ({ dom, data }) => ({
    update() {
      const { selectable, userSelect, space } = data();
      dom.toggleAttribute('user-select', Boolean(selectable || userSelect));
      dom.toggleAttribute('keep-spaces', space !== '');
    },
  }),
};

/** The control that it is for is told nothing. */
export const label: Builtin = { tag: 'label', slot: true, properties: { for: '' } };
