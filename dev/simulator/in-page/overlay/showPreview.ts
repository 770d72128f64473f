import { element } from './element';
import type { OverlayTexts } from './texts';

export interface PreviewSource {
  type: 'image' | 'video';
  /** What the browser can load. */
  url: string;
  poster?: string;
}

/** WeChat's full-screen previewer: a tap on the picture closes it, arrows or a swipe go on. */
export function showPreview(
  root: HTMLElement,
  texts: OverlayTexts,
  sources: PreviewSource[],
  start: number,
): void {
  const document = root.ownerDocument;
  let index = Math.min(Math.max(0, start), Math.max(0, sources.length - 1));

  const stage = element(document, 'div', { class: 'phone-preview-stage' });
  const counter = element(document, 'div', { class: 'phone-preview-counter' });
  const close = element(document, 'button', { class: 'phone-preview-close', 'aria-label': texts.close }, '✕');
  const previous = element(
    document,
    'button',
    { class: 'phone-preview-step phone-preview-previous', 'aria-label': texts.previous },
    '‹',
  );
  const next = element(
    document,
    'button',
    { class: 'phone-preview-step phone-preview-next', 'aria-label': texts.next },
    '›',
  );
  const layer = element(
    document,
    'div',
    { class: 'phone-full phone-preview', role: 'dialog', 'aria-modal': 'true' },
    stage,
    counter,
    previous,
    next,
    close,
  );

  const show = (wanted: number): void => {
    const source = sources[wanted];
    if (!source) return;
    index = wanted;
    const shown =
      source.type === 'image'
        ? element(document, 'img', { class: 'phone-preview-media', src: source.url, alt: '' })
        : element(document, 'video', {
            class: 'phone-preview-media',
            src: source.url,
            controls: '',
            playsinline: '',
            ...(source.poster && { poster: source.poster }),
          });
    if (source.type === 'image') shown.addEventListener('click', () => layer.remove());
    stage.replaceChildren(shown);
    counter.textContent = sources.length > 1 ? `${index + 1} / ${sources.length}` : '';
    previous.hidden = index === 0;
    next.hidden = index >= sources.length - 1;
  };

  let downX: number | undefined;
  stage.addEventListener('pointerdown', (event) => {
    downX = event.clientX;
  });
  stage.addEventListener('pointerup', (event) => {
    if (downX === undefined) return;
    const moved = event.clientX - downX;
    downX = undefined;
    if (Math.abs(moved) > 60) show(index + (moved < 0 ? 1 : -1));
  });
  close.addEventListener('click', () => layer.remove());
  previous.addEventListener('click', () => show(index - 1));
  next.addEventListener('click', () => show(index + 1));
  show(index);
  root.append(layer);
}
