import { element } from './element';
import type { OverlayTexts } from './texts';

export interface DocumentView {
  name: string;
  /** Lower case: `pdf`, `docx`. */
  type: string;
  /** What the browser can load. */
  url: string;
}

/** WeChat opens a document in a viewer of its own; here the browser can. */
export function showDocument(root: HTMLElement, texts: OverlayTexts, view: DocumentView): void {
  const document = root.ownerDocument;
  const close = element(
    document,
    'button',
    { class: 'phone-full-close phone-document-close', 'aria-label': texts.close },
    '‹',
  );
  const page = element(
    document,
    'div',
    { class: 'phone-full phone-document', role: 'dialog', 'aria-modal': 'true' },
    element(
      document,
      'div',
      { class: 'phone-full-bar' },
      close,
      element(document, 'span', { class: 'phone-document-title' }, view.name),
    ),
    element(
      document,
      'div',
      { class: 'phone-document-body' },
      element(document, 'div', { class: 'phone-document-type' }, view.type.toUpperCase()),
      element(document, 'div', { class: 'phone-document-name' }, view.name),
      element(
        document,
        'a',
        { class: 'phone-choice phone-primary phone-document-open', href: view.url, target: '_blank' },
        texts.openInBrowser,
      ),
    ),
  );
  close.addEventListener('click', () => page.remove());
  root.append(page);
}
