import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Device } from './devices';
import { texts } from './texts';

const BEZEL_PX = 10;
const MARGIN_PX = 24;

/** The phone, as large as its device and scaled down to fit. */
export function PhoneFrame({ device }: { device: Device }) {
  const stage = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const { current } = stage;
    if (!current) return;
    // It calls at once, and before each frame in which the size is another.
    const observer = new ResizeObserver(() => fitInto(current, device));
    observer.observe(current);
    return () => observer.disconnect();
  }, [device]);
  return (
    <main class="stage" ref={stage}>
      <div class={device.square ? 'device device-square' : 'device'}>
        <iframe
          src="/phone"
          title={texts.phone}
          allow="clipboard-read; clipboard-write"
          width={device.width}
          height={device.height}
        />
      </div>
    </main>
  );
}

function fitInto({ clientWidth, clientHeight, style }: HTMLElement, device: Device): void {
  const width = device.width + 2 * BEZEL_PX;
  const height = device.height + 2 * BEZEL_PX;
  const room = Math.min(1, (clientWidth - 2 * MARGIN_PX) / width, (clientHeight - 2 * MARGIN_PX) / height);
  // Whole pixels: half ones let the ground shine through at the phone's edges.
  const scale = Math.floor(room * device.width) / device.width;
  style.setProperty('--scale', String(scale));
  style.setProperty('--left', `${Math.round((clientWidth - width * scale) / 2)}px`);
  style.setProperty('--top', `${Math.round((clientHeight - height * scale) / 2)}px`);
}
