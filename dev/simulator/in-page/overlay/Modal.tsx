import { useRef } from 'preact/hooks';
import type { Layer } from './Layer';
import type { ModalOptions, ModalResult } from './Overlay';

export function Modal(props: ModalOptions & Pick<Layer<ModalResult>, 'close'>) {
  const { title, content, placeholder, editable, close } = props;
  const input = useRef<HTMLInputElement>(null);
  const confirm = (): void =>
    close({ confirm: true, cancel: false, ...(input.current && { content: input.current.value }) });
  return (
    <div class="phone-layer phone-mask">
      <div class="phone-modal" role="alertdialog" aria-modal="true" aria-label={title || content}>
        <div class="phone-modal-body">
          {title && <div class="phone-modal-title">{title}</div>}
          {editable ? (
            <input
              type="text"
              class="phone-modal-input"
              ref={input}
              value={content}
              placeholder={placeholder}
              aria-label={placeholder || title}
            />
          ) : (
            <div class="phone-modal-content">{content}</div>
          )}
        </div>
        <div class="phone-buttons">
          {props.showCancel && (
            <button
              class="phone-button phone-modal-cancel"
              style={{ color: props.cancelColor }}
              onClick={() => close({ confirm: false, cancel: true })}
            >
              {props.cancelText}
            </button>
          )}
          <button
            class="phone-button phone-modal-confirm"
            style={{ color: props.confirmColor }}
            onClick={confirm}
          >
            {props.confirmText}
          </button>
        </div>
      </div>
    </div>
  );
}
