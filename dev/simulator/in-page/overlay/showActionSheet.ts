import { element } from './element';
import type { OverlayTexts } from './texts';

export interface ActionSheetOptions {
  items: string[];
  alertText: string | undefined;
  itemColor: string | undefined;
}

export function showActionSheet(
  root: HTMLElement,
  texts: OverlayTexts,
  options: ActionSheetOptions,
): Promise<number | undefined> {
  const document = root.ownerDocument;
  const items = options.items.map((text) => {
    const item = element(document, 'button', { class: 'phone-sheet-row phone-action-sheet-item' }, text);
    if (options.itemColor) item.style.color = options.itemColor;
    return item;
  });
  const cancel = element(
    document,
    'button',
    { class: 'phone-sheet-row phone-action-sheet-cancel' },
    texts.cancel,
  );
  const sheet = element(
    document,
    'div',
    { class: 'phone-sheet phone-action-sheet', role: 'dialog', 'aria-modal': 'true' },
    ...(options.alertText
      ? [element(document, 'div', { class: 'phone-sheet-title' }, options.alertText)]
      : []),
    ...items,
    element(document, 'div', { class: 'phone-sheet-gap' }),
    cancel,
  );
  const layer = element(document, 'div', { class: 'phone-layer phone-mask' }, sheet);
  root.append(layer);

  return new Promise((resolve) => {
    const end = (index: number | undefined): void => {
      layer.remove();
      resolve(index);
    };
    for (const [index, item] of items.entries()) item.addEventListener('click', () => end(index));
    cancel.addEventListener('click', () => end(undefined));
    layer.addEventListener('click', (event) => {
      if (event.target === layer) end(undefined);
    });
  });
}
