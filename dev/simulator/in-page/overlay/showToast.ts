import { element } from './element';

export type ToastIcon = 'success' | 'error' | 'loading' | 'none';

export interface ToastOptions {
  title: string;
  icon: ToastIcon;
  /** A URL that takes the icon's place. */
  image?: string | undefined;
  /** Keeps taps from the page. */
  mask: boolean;
  /** Infinity: until it is hidden. */
  durationMs: number;
}

/** WeChat: toast and loading are one thing; a new one takes the old one's place. */
export function createToast(root: HTMLElement): { show(options: ToastOptions): void; hide(): void } {
  const document = root.ownerDocument;
  const window = document.defaultView;
  let shown: HTMLElement | undefined;
  let timer: number | undefined;

  const hide = (): void => {
    window?.clearTimeout(timer);
    shown?.remove();
    shown = undefined;
  };

  const show = ({ title, icon, image, mask, durationMs }: ToastOptions): void => {
    hide();
    const picture =
      image !== undefined
        ? [element(document, 'img', { class: 'phone-toast-image', src: image, alt: '' })]
        : icon === 'none'
          ? []
          : [element(document, 'div', { class: `phone-toast-icon phone-toast-${icon}` })];
    const box = element(
      document,
      'div',
      { class: picture.length === 0 ? 'phone-toast phone-toast-text' : 'phone-toast', role: 'status' },
      ...picture,
      element(document, 'div', { class: 'phone-toast-title' }, title),
    );
    shown = element(document, 'div', { class: mask ? 'phone-layer' : 'phone-layer phone-through' }, box);
    root.append(shown);
    if (Number.isFinite(durationMs)) timer = window?.setTimeout(hide, durationMs);
  };

  return { show, hide };
}
