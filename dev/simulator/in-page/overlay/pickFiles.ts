import { element } from './element';
import type { OverlayTexts } from './texts';

export interface PickQuestion {
  /** As in `<input accept>`; empty for all files. */
  accept: string;
  multiple: boolean;
  camera: boolean;
  count: number;
}

/**
 * Opens the browser's file dialog. Browsers open it only shortly after a tap; when that is over, a sheet
 * with a button asks for one.
 */
export function pickFiles(root: HTMLElement, texts: OverlayTexts, question: PickQuestion): Promise<File[]> {
  const document = root.ownerDocument;
  const input = element(document, 'input', {
    type: 'file',
    class: 'phone-file-input',
    ...(question.accept && { accept: question.accept }),
    ...(question.multiple && { multiple: '' }),
    ...(question.camera && { capture: 'environment' }),
  });
  root.append(input);

  return new Promise<File[]>((resolve) => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])].slice(0, question.count)));
    input.addEventListener('cancel', () => resolve([]));
    if (document.defaultView?.navigator.userActivation?.isActive) input.click();
    else offerButton(root, texts, input, () => resolve([]));
  }).finally(() => {
    input.remove();
    root.querySelector('.phone-pick-layer')?.remove();
  });
}

function offerButton(
  root: HTMLElement,
  texts: OverlayTexts,
  input: HTMLInputElement,
  onCancel: () => void,
): void {
  const document = root.ownerDocument;
  const choose = element(
    document,
    'button',
    { class: 'phone-sheet-row phone-primary-text phone-pick-files' },
    texts.pick,
  );
  const cancel = element(document, 'button', { class: 'phone-sheet-row phone-pick-cancel' }, texts.cancel);
  choose.addEventListener('click', () => input.click());
  cancel.addEventListener('click', onCancel);
  root.append(
    element(
      document,
      'div',
      { class: 'phone-layer phone-mask phone-pick-layer' },
      element(
        document,
        'div',
        { class: 'phone-sheet', role: 'dialog', 'aria-modal': 'true' },
        element(document, 'div', { class: 'phone-sheet-title' }, texts.pickHint),
        choose,
        element(document, 'div', { class: 'phone-sheet-gap' }),
        cancel,
      ),
    ),
  );
}
