import { element } from './element';

/** One of few: a row of buttons. */
export interface Segments<Value extends string> {
  root: HTMLElement;
  /** Another value than those of the buttons marks none. */
  show(value: Value): void;
}

/** One of many, or one of a few in little room. */
export interface Choice<Value extends string> {
  root: HTMLSelectElement;
  value(): Value;
  /** A value that is not among the options becomes one. */
  show(value: Value, text?: string): void;
}

export function choice<Value extends string>(
  label: string,
  options: readonly (readonly [value: Value, text: string])[],
  onChoose: () => void,
): Choice<Value> {
  const root = element(
    'select',
    { class: 'field', 'aria-label': label },
    ...options.map(([value, text]) => element('option', { value }, text)),
  );
  root.addEventListener('change', onChoose);
  return {
    root,
    // Its options are all it can have.
    value: () => root.value as Value,
    show(value, text = value) {
      const known = [...root.options].some((option) => option.value === value);
      if (!known) root.append(element('option', { value }, text));
      root.value = value;
    },
  };
}

/** A row: what it is, and the control for it. */
export function setting(name: string, hint: string, control: HTMLElement): HTMLElement {
  return element(
    'div',
    { class: 'setting' },
    element(
      'div',
      { class: 'setting-text' },
      element('div', {}, name),
      ...(hint ? [element('div', { class: 'setting-hint' }, hint)] : []),
    ),
    control,
  );
}

export function segments<Value extends string>(
  label: string,
  values: readonly Value[],
  texts: Record<Value, string>,
  onChoose: (value: Value) => Promise<unknown>,
): Segments<Value> {
  const buttons = values.map((value) => {
    const button = element('button', { role: 'radio', 'aria-checked': 'false' }, texts[value]);
    button.addEventListener('click', () => void onChoose(value));
    return button;
  });
  return {
    root: element('div', { class: 'segments', role: 'radiogroup', 'aria-label': label }, ...buttons),
    show(value) {
      for (const [index, button] of buttons.entries()) {
        button.setAttribute('aria-checked', String(values[index] === value));
      }
    },
  };
}
