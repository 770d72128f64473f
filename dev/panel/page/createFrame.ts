import { type Device, findDevice } from './devices';
import { element } from './element';

const BEZEL_PX = 10;
const MARGIN_PX = 24;
const STORED = 'simulator.device';

export interface Frame {
  device(): Device;
  setDevice(id: string): void;
}

/** The phone, as large as its device and scaled down to fit. */
export function createFrame(stage: HTMLElement, title: string): Frame {
  const iframe = element('iframe', { src: '/phone', title, allow: 'clipboard-read; clipboard-write' });
  const shell = element('div', { class: 'device' }, iframe);
  let device = findDevice(localStorage.getItem(STORED));

  const fitToStage = (): void => {
    const width = device.width + 2 * BEZEL_PX;
    const height = device.height + 2 * BEZEL_PX;
    const room = Math.min(
      1,
      (stage.clientWidth - 2 * MARGIN_PX) / width,
      (stage.clientHeight - 2 * MARGIN_PX) / height,
    );
    // Whole pixels: half ones let the ground shine through at the phone's edges.
    const scale = Math.floor(room * device.width) / device.width;
    shell.style.setProperty('--scale', String(scale));
    shell.style.setProperty('--left', `${Math.round((stage.clientWidth - width * scale) / 2)}px`);
    shell.style.setProperty('--top', `${Math.round((stage.clientHeight - height * scale) / 2)}px`);
    iframe.width = String(device.width);
    iframe.height = String(device.height);
    shell.classList.toggle('device-square', device.square === true);
  };

  stage.append(shell);
  new ResizeObserver(fitToStage).observe(stage);
  return {
    device: () => device,
    setDevice(id) {
      device = findDevice(id);
      localStorage.setItem(STORED, device.id);
      fitToStage();
    },
  };
}
