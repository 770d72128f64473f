import * as glassEasel from 'glass-easel';
import type { component } from 'glass-easel-miniprogram-adapter';
import type { Builtin } from './Builtin';

export const form: Builtin = { tag: 'form', slot: true, properties: { reportSubmit: false } };

const builtinFields = ['wx://input', 'wx://textarea'];
const customFields = new WeakSet<glassEasel.Element>();

/** The behaviour `wx://form-field`, as Behavior(…) takes it: by it a form knows a custom component as a field. */
export const formField = {
  properties: { name: String, value: null },
  lifetimes: {
    created(this: component.GeneralComponent) {
      customFields.add(this._$);
    },
  },
};

/** What a tap on a submit button does: the form around it in the same WXML tells the values of its fields, by their names. */
export function submitForm(button: glassEasel.Element): void {
  let around = button.parentNode;
  while (around && !(glassEasel.Component.isComponent(around) && around.is === `wx://${form.tag}`))
    around = around.parentNode;
  if (!around) return;
  const value: Record<string, unknown> = {};
  for (const { data } of fieldsIn(around)) if (data.name !== '') value[data.name] = data.value;
  around.triggerEvent('submit', { value });
}

/** Not those within other components, as long as none is a `wx://form-field-group`. */
function fieldsIn(node: glassEasel.Element): glassEasel.GeneralComponent[] {
  return node.childNodes.flatMap((child) => {
    if (!glassEasel.Element.isElement(child)) return [];
    const isField =
      glassEasel.Component.isComponent(child) &&
      (builtinFields.includes(child.is) || customFields.has(child));
    return [...(isField ? [child] : []), ...fieldsIn(child)];
  });
}
