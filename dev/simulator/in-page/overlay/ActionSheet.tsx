import type { Layer } from './Layer';
import type { ActionSheetOptions } from './Overlay';

/** Closed with the index of what was tapped. A tap beside it cancels. */
export function ActionSheet(props: ActionSheetOptions & Layer<number | undefined>) {
  const { items, alertText, itemColor, texts, close } = props;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keyboards have the button
    // biome-ignore lint/a11y/useKeyWithClickEvents: as above
    <div
      class="phone-layer phone-mask"
      onClick={({ target, currentTarget }) => target === currentTarget && close(undefined)}
    >
      <div class="phone-sheet" role="dialog" aria-modal="true">
        {alertText && <div class="phone-sheet-title">{alertText}</div>}
        {items.map((text, index) => (
          <button
            class="phone-sheet-item"
            key={index}
            style={{ color: itemColor }}
            onClick={() => close(index)}
          >
            {text}
          </button>
        ))}
        <div class="phone-sheet-gap" />
        <button class="phone-sheet-cancel" onClick={() => close(undefined)}>
          {texts.cancel}
        </button>
      </div>
    </div>
  );
}
