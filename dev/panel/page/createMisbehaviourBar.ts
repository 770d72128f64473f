import type { Misbehaviour } from '../../cos-server/misbehaviour/Misbehaviour';
import { describeMisbehaviour } from './describeMisbehaviour';
import { element } from './element';
import { panelApi } from './panelApi';
import type { PanelTexts } from './texts';

export interface MisbehaviourBar {
  root: HTMLElement;
  show(misbehaviour: Misbehaviour): void;
}

/** Says on every tab what the cloud does wrong: nobody should look for that in the Mini Program. */
export function createMisbehaviourBar(texts: PanelTexts): MisbehaviourBar {
  const text = element('span', { class: 'misbehaviour-text' });
  const reset = element('button', { class: 'button' }, texts.behaveWell);
  reset.addEventListener('click', () => void panelApi.behaveWell());
  const root = element('div', { class: 'misbehaviour', role: 'status' }, text, reset);
  root.hidden = true;
  return {
    root,
    show(misbehaviour) {
      const phrases = describeMisbehaviour(misbehaviour, texts);
      root.hidden = phrases.length === 0;
      text.textContent = `${texts.misbehaves} ${phrases.join(' · ')}`;
    },
  };
}
