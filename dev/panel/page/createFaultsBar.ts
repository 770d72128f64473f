import type { Faults } from '../../cos-server/faults/Faults';
import { describeFaults } from './describeFaults';
import { element } from './element';
import { panelApi } from './panelApi';
import type { PanelTexts } from './texts';

export interface FaultsBar {
  root: HTMLElement;
  show(faults: Faults): void;
}

/** Says on every tab what the cloud does wrong: nobody should look for that in the Mini Program. */
export function createFaultsBar(texts: PanelTexts): FaultsBar {
  const text = element('span', { class: 'faults-text' });
  const reset = element('button', { class: 'button' }, texts.clearFaults);
  reset.addEventListener('click', () => void panelApi.clearFaults());
  const root = element('div', { class: 'faults', role: 'status' }, text, reset);
  root.hidden = true;
  return {
    root,
    show(faults) {
      const phrases = describeFaults(faults, texts);
      root.hidden = phrases.length === 0;
      text.textContent = `${texts.faults} ${phrases.join(' · ')}`;
    },
  };
}
