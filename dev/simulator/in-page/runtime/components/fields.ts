import type { Builtin, BuiltinBehavior, BuiltinNode, BuiltinServices } from './Builtin';

const properties = {
  value: '',
  placeholder: '',
  placeholderStyle: '',
  placeholderClass: '',
  disabled: false,
  maxlength: 140,
  focus: false,
  autoFocus: false,
  confirmType: 'done',
  confirmHold: false,
  cursorSpacing: 0,
  cursor: null,
  adjustPosition: true,
  holdKeyboard: false,
  name: '',
} as const;

export const input: Builtin = {
  tag: 'input',
  slot: false,
  properties: { ...properties, type: 'text', password: false },
  mount(node, services) {
    const field = services.window.document.createElement('input');
    return mountField(node, field, 'input', () => {
      const { type, password } = node.data();
      field.type = password ? 'password' : 'text';
      field.inputMode = type === 'number' ? 'numeric' : type === 'digit' ? 'decimal' : 'text';
    });
  },
};

export const textarea: Builtin = {
  tag: 'textarea',
  slot: false,
  properties: {
    ...properties,
    autoHeight: false,
    fixed: false,
    showConfirmBar: true,
    disableDefaultPadding: false,
  },
  mount(node, services: BuiltinServices) {
    const field = services.window.document.createElement('textarea');
    return mountField(node, field, 'textarea', () => {
      if (!node.data().autoHeight) return;
      field.style.height = 'auto';
      field.style.height = `${field.scrollHeight}px`;
    });
  },
};

function mountField(
  { dom, data, set, trigger }: BuiltinNode,
  field: HTMLInputElement | HTMLTextAreaElement,
  tag: string,
  updateOwn: () => void,
): BuiltinBehavior {
  let focused = false;
  dom.append(field);

  const changed = (): void => {
    const { value } = field;
    set({ value });
    trigger(
      'input',
      { value, cursor: field.selectionStart ?? value.length, keyCode: undefined },
      {
        // WeChat: what the listener returns takes the place of what was typed.
        handleListenerReturn: (returned) => {
          if (typeof returned === 'string') set({ value: returned });
        },
      },
    );
  };
  field.addEventListener('input', changed);
  field.addEventListener('focus', () => trigger('focus', { value: field.value, height: 0 }));
  field.addEventListener('blur', () =>
    trigger('blur', { value: field.value, cursor: field.selectionStart ?? 0 }),
  );
  field.addEventListener('keydown', (event) => {
    const isConfirm = (event as KeyboardEvent).key === 'Enter' && tag === 'input';
    if (isConfirm) trigger('confirm', { value: field.value });
  });
  return {
    update() {
      const { value, placeholder, disabled, maxlength, focus, autoFocus, ariaLabel } = data();
      if (field.value !== value) field.value = String(value);
      field.placeholder = String(placeholder);
      field.disabled = Boolean(disabled);
      if (Number(maxlength) >= 0) field.maxLength = Number(maxlength);
      else field.removeAttribute('maxlength');
      field.setAttribute('aria-label', String(ariaLabel) || String(placeholder));
      updateOwn();
      const wantsFocus = Boolean(focus || autoFocus);
      if (wantsFocus !== focused) {
        focused = wantsFocus;
        if (focused) field.focus();
        else field.blur();
      }
    },
    tap: () => field.focus(),
    actions: {
      [`${tag}.input`]: (text) => {
        field.value = String(text);
        changed();
      },
    },
  };
}
