import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Device } from './devices';
import { texts } from './texts';

const BEZEL_PX = 10;
const MARGIN_PX = 24;

/** The phone, as large as its device and scaled down to fit. */
export function PhoneFrame({ device }: { device: Device }) {
  const stage = useRef<HTMLElement>(null);
  const [room, setRoom] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const { current } = stage;
    if (!current) return;
    const measure = () => setRoom({ width: current.clientWidth, height: current.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  return (
    <main class="stage" ref={stage}>
      <div class={device.square ? 'device device-square' : 'device'} style={placeOf(device, room)}>
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

function placeOf(device: Device, room: { width: number; height: number }): Record<string, string> {
  const width = device.width + 2 * BEZEL_PX;
  const height = device.height + 2 * BEZEL_PX;
  const fit = Math.min(1, (room.width - 2 * MARGIN_PX) / width, (room.height - 2 * MARGIN_PX) / height);
  // Whole pixels: half ones let the ground shine through at the phone's edges.
  const scale = Math.floor(Math.max(0, fit) * device.width) / device.width;
  return {
    '--scale': String(scale),
    '--left': `${Math.round((room.width - width * scale) / 2)}px`,
    '--top': `${Math.round((room.height - height * scale) / 2)}px`,
  };
}
