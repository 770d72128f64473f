import type { ToastOptions } from './Overlay';

export function Toast({ title, icon, image, mask }: ToastOptions) {
  const plain = image === undefined && icon === 'none';
  return (
    <div class={mask ? 'phone-layer' : 'phone-layer phone-through'}>
      <div class={plain ? 'phone-toast phone-toast-text' : 'phone-toast'} role="status">
        {image !== undefined && <img class="phone-toast-image" src={image} alt="" />}
        {image === undefined && !plain && <div class={`phone-toast-icon phone-toast-${icon}`} />}
        <div class="phone-toast-title">{title}</div>
      </div>
    </div>
  );
}
