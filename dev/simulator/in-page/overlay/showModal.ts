import { element } from './element';

export interface ModalOptions {
  title: string;
  content: string;
  showCancel: boolean;
  cancelText: string;
  confirmText: string;
  cancelColor: string | undefined;
  confirmColor: string | undefined;
  editable: boolean;
  placeholder: string;
}

export interface ModalResult {
  confirm: boolean;
  cancel: boolean;
  /** What was typed, in an editable modal. */
  content?: string;
}

export function showModal(root: HTMLElement, options: ModalOptions): Promise<ModalResult> {
  const document = root.ownerDocument;
  const input = element(document, 'input', {
    class: 'phone-modal-input',
    placeholder: options.placeholder,
    'aria-label': options.placeholder || options.title,
  });
  // WeChat: the content of an editable modal is what the field begins with.
  input.value = options.content;

  const button = (kind: 'cancel' | 'confirm', text: string, color: string | undefined) => {
    const made = element(document, 'button', { class: `phone-button phone-modal-${kind}` }, text);
    if (color) made.style.color = color;
    return made;
  };
  const cancel = button('cancel', options.cancelText, options.cancelColor);
  const confirm = button('confirm', options.confirmText, options.confirmColor);

  const layer = element(
    document,
    'div',
    { class: 'phone-layer phone-mask' },
    element(
      document,
      'div',
      { class: 'phone-modal', role: 'alertdialog', 'aria-modal': 'true' },
      element(
        document,
        'div',
        { class: 'phone-modal-body' },
        ...(options.title ? [element(document, 'div', { class: 'phone-modal-title' }, options.title)] : []),
        ...(options.editable
          ? [input]
          : [element(document, 'div', { class: 'phone-modal-content' }, options.content)]),
      ),
      element(
        document,
        'div',
        { class: 'phone-buttons' },
        ...(options.showCancel ? [cancel, confirm] : [confirm]),
      ),
    ),
  );
  root.append(layer);

  return new Promise((resolve) => {
    const end = (result: ModalResult): void => {
      layer.remove();
      resolve(result);
    };
    cancel.addEventListener('click', () => end({ confirm: false, cancel: true }));
    confirm.addEventListener('click', () =>
      end({ confirm: true, cancel: false, ...(options.editable && { content: input.value }) }),
    );
  });
}
