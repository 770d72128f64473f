import type { Builtin } from './Builtin';

interface Drawing {
  color: string;
  /** A path in a square of 24. */
  path: string;
}

const circle = 'M12 2a10 10 0 1 0 0 20a10 10 0 0 0 0-20z';
const tick = 'M17.6 8.2l-1.2-1.1l-6 6.3l-2.8-2.6l-1.2 1.2l4 3.9z';
const bang = 'M11 6h2v8h-2zM11 16h2v2h-2z';
const cross =
  'M8.5 7.3L12 10.8l3.5-3.5l1.2 1.2L13.2 12l3.5 3.5l-1.2 1.2L12 13.2l-3.5 3.5l-1.2-1.2L10.8 12L7.3 8.5z';

const drawings: Readonly<Record<string, Drawing>> = {
  success: { color: '#07C160', path: `${circle}${tick}` },
  success_no_circle: { color: '#07C160', path: 'M21 6l-1.6-1.5L9 15.4l-4.4-4.1L3 13l6.1 5.6z' },
  info: { color: '#10AEFF', path: `${circle}M11 10h2v8h-2zM11 6h2v2h-2z` },
  warn: { color: '#FA5151', path: `${circle}${bang}` },
  waiting: { color: '#10AEFF', path: `${circle}M11 6h2v6h5v2h-7z` },
  cancel: { color: '#FA5151', path: `${circle}${cross}` },
  clear: { color: '#B2B2B2', path: `${circle}${cross}` },
  download: { color: '#07C160', path: `${circle}M11 6h2v6h3l-4 4l-4-4h3z` },
  search: {
    color: '#B2B2B2',
    path: 'M10 3a7 7 0 1 0 4.2 12.6l5 5l1.4-1.4l-5-5A7 7 0 0 0 10 3zm0 2a5 5 0 1 1 0 10a5 5 0 0 1 0-10z',
  },
};

export const icon: Builtin = {
  tag: 'icon',
  slot: false,
  properties: { type: '', size: null, color: '' },
  mount({ dom, data }, { window, warn }) {
    const { document } = window;
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    svg.setAttribute('viewBox', '0 0 24 24');
    path.setAttribute('fill-rule', 'evenodd');
    svg.append(path);
    dom.append(svg);
    return {
      update() {
        const { type, size, color } = data();
        if (type === '') return;
        const drawing = drawings[String(type)];
        if (!drawing) return warn(`<icon type="${type}"> is none of ${Object.keys(drawings).join(', ')}.`);
        const edge = size === null ? '23px' : typeof size === 'number' ? `${size}px` : String(size);
        svg.style.width = svg.style.height = edge;
        path.setAttribute('d', drawing.path);
        path.setAttribute('fill', String(color) || drawing.color);
      },
    };
  },
};
