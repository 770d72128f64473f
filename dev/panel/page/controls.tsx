import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

interface OneOf<Value> {
  name: string;
  values: readonly Value[];
  /** Another one than `values` is marked by none of the segments, and is a further option of a choice. */
  value: Value;
  textOf: (value: Value) => string;
  onChoose: (value: Value) => void;
}

/** A row: what it is, and the controls for it; `wide` puts them below. */
export function Setting(props: {
  name: string;
  hint?: string | undefined;
  wide?: boolean;
  children: ComponentChildren;
}) {
  return (
    <div class={props.wide ? 'setting setting-wide' : 'setting'}>
      <div class="setting-text">
        <div>{props.name}</div>
        {props.hint && <div class="setting-hint">{props.hint}</div>}
      </div>
      <div class="controls">{props.children}</div>
    </div>
  );
}

/** A row with one of few values: side by side. */
export function Segments<Value extends string | number | boolean | null>(
  props: OneOf<Value> & { hint?: string },
) {
  return (
    <Setting name={props.name} hint={props.hint}>
      <div class="segments" role="radiogroup" aria-label={props.name}>
        {props.values.map((value) => (
          <label key={value}>
            <input
              type="radio"
              name={props.name}
              checked={value === props.value}
              onChange={() => props.onChoose(value)}
            />
            {props.textOf(value)}
          </label>
        ))}
      </div>
    </Setting>
  );
}

/** One of many, or one of a few in little room. */
export function Choice<Value extends string | number>(props: OneOf<Value>) {
  const values = props.values.includes(props.value) ? props.values : [...props.values, props.value];
  return (
    <select
      class="field"
      aria-label={props.name}
      value={props.value}
      onChange={({ currentTarget }) => props.onChoose(values[currentTarget.selectedIndex] ?? props.value)}
    >
      {values.map((value) => (
        <option key={value} value={value}>
          {props.textOf(value)}
        </option>
      ))}
    </select>
  );
}

/** Text that is saved when the person leaves the field. What can't be saved stays, with what `save` rejects with. */
export function TextField(props: {
  name: string;
  saved: string;
  save: (text: string) => Promise<unknown>;
  list?: string;
  pattern?: string;
  required?: boolean;
  placeholder?: string;
}) {
  const { name, saved, save, ...attributes } = props;
  const [draft, setDraft] = useState<string>();
  return (
    <input
      type="text"
      class="field mono"
      aria-label={name}
      spellcheck={false}
      {...attributes}
      value={draft ?? saved}
      onInput={({ currentTarget: field }) => {
        field.setCustomValidity('');
        setDraft(field.value);
      }}
      onChange={async ({ currentTarget: field }) => {
        if (!field.reportValidity()) return;
        try {
          await save(field.value);
          setDraft(undefined);
        } catch (error) {
          field.setCustomValidity(error instanceof Error ? error.message : String(error));
          field.reportValidity();
        }
      }}
    />
  );
}
