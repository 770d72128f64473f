import type { ComponentChildren } from 'preact';
import type { Layer } from './Layer';

/** A page of WeChat's own, over all of the Mini Program's. */
export function FullPage(
  props: Layer<void> & {
    kind: 'settings' | 'document' | 'contract' | 'disk';
    title: string;
    children: ComponentChildren;
  },
) {
  const { kind, title, texts, close, children } = props;
  return (
    <div class={`phone-full phone-${kind}`} role="dialog" aria-modal="true" aria-label={title}>
      <div class="phone-full-bar">
        <button
          class={`phone-full-close phone-${kind}-close`}
          aria-label={texts.close}
          onClick={() => close()}
        >
          ‹
        </button>
        <span class="phone-full-title">{title}</span>
      </div>
      {children}
    </div>
  );
}
