import type { Builtin } from './Builtin';

export const progress: Builtin = {
  tag: 'progress',
  slot: false,
  properties: {
    percent: 0,
    showInfo: false,
    borderRadius: 0,
    fontSize: 16,
    strokeWidth: 6,
    color: '',
    activeColor: '#09BB07',
    backgroundColor: '#EBEBEB',
    active: false,
    activeMode: 'backwards',
    duration: 30,
  },
  mount({ dom, data }, { window }) {
    const create = (name: string): HTMLElement => {
      const part = window.document.createElement('div');
      part.className = name;
      return part;
    };
    const [track, bar, info] = [create('progress-track'), create('progress-bar'), create('progress-info')];
    track.append(bar);
    dom.append(track);
    return {
      update() {
        const values = data();
        const percent = Math.min(100, Math.max(0, Number(values.percent)));
        const px = (value: unknown): string => (typeof value === 'number' ? `${value}px` : String(value));
        track.style.height = px(values.strokeWidth);
        track.style.borderRadius = bar.style.borderRadius = px(values.borderRadius);
        track.style.backgroundColor = String(values.backgroundColor);
        bar.style.backgroundColor = String(values.color || values.activeColor);
        bar.style.width = `${percent}%`;
        info.style.fontSize = px(values.fontSize);
        info.textContent = `${percent}%`;
        dom.setAttribute('role', 'progressbar');
        dom.setAttribute('aria-valuenow', String(percent));
        if (values.showInfo) dom.append(info);
        else info.remove();
      },
    };
  },
};
