import type { Faults } from '../../cos-server/faults/Faults';
import { describeFaults } from './describeFaults';
import { store } from './PanelStore';
import { panelApi } from './panelApi';
import { texts } from './texts';

/** Says on every tab what the cloud does wrong: nobody should look for that in the Mini Program. */
export function FaultsBar({ faults }: { faults: Faults }) {
  const phrases = describeFaults(faults);
  if (phrases.length === 0) return null;
  return (
    <div class="faults" role="status">
      <span class="faults-text">{texts.faults + phrases.join(' · ')}</span>
      <button class="button" onClick={() => store.act(panelApi.clearFaults())}>
        {texts.clearFaults}
      </button>
    </div>
  );
}
