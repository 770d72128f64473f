import type { Faults, FaultsChange } from '../../cos-server/faults/Faults';
import type { PanelCloud } from '../PanelProtocol';
import { Choice, Segments, Setting } from './controls';
import { formatOffset } from './describeFaults';
import { CutSwitch, ErrorSwitch } from './FailureSwitches';
import { formatBytes, formatSeconds } from './format';
import { store } from './PanelStore';
import { panelApi } from './panelApi';
import { texts } from './texts';

const LATENCIES_MS = [0, 300, 2000, 10_000];
const RATES = [null, 1024 * 1024, 128 * 1024, 16 * 1024];
const CLOCK_OFFSETS_SECONDS = [-3600, 0, 3600];
/** Between several denied actions, which a test may have set. */
const SEPARATOR = ', ';

/** The switches of the faults of the cloud. */
export function CloudSwitches({ faults, operations, actions }: PanelCloud) {
  const change = (to: FaultsChange) => store.act(panelApi.setFaults(to));
  const bind = <Key extends keyof Faults>(key: Key) => ({
    value: faults[key],
    onChoose: (value: Faults[Key]) => change({ [key]: value }),
  });
  const rateText = (rate: number | null) => (rate === null ? texts.full : `${formatBytes(rate)}/s`);
  const revoked = faults.revokedKeys.length;
  return (
    <>
      <h2>{texts.cloud}</h2>
      <Segments
        {...texts.latency}
        values={LATENCIES_MS}
        textOf={(ms) => (ms === 0 ? texts.none : formatSeconds(ms / 1000))}
        {...bind('latencyMs')}
      />
      <Segments {...texts.uploadSpeed} values={RATES} textOf={rateText} {...bind('uploadBytesPerSecond')} />
      <Segments
        {...texts.downloadSpeed}
        values={RATES}
        textOf={rateText}
        {...bind('downloadBytesPerSecond')}
      />
      <ErrorSwitch failures={faults.failures} operations={operations} />
      <CutSwitch failures={faults.failures} operations={operations} />
      <Segments
        {...texts.clock}
        values={CLOCK_OFFSETS_SECONDS}
        textOf={(seconds) => (seconds === 0 ? texts.right : formatOffset(seconds))}
        {...bind('clockOffsetSeconds')}
      />
      <Setting {...texts.keys}>
        {revoked > 0 && <span class="setting-hint">{texts.revokedKeys(revoked)}</span>}
        <button class="button" onClick={() => store.act(panelApi.revokeUsedKeys())}>
          {texts.revoke}
        </button>
      </Setting>
      <Setting {...texts.denied}>
        <Choice
          name={texts.denied.name}
          values={['', ...actions]}
          value={faults.deniedActions.join(SEPARATOR)}
          textOf={(names) => names || texts.none}
          onChoose={(names) => {
            const denied = names.split(SEPARATOR);
            change({ deniedActions: actions.filter((action) => denied.includes(action)) });
          }}
        />
      </Setting>
      <Segments
        {...texts.bucket}
        values={[false, true]}
        textOf={(gone) => (gone ? texts.gone : texts.there)}
        {...bind('bucketGone')}
      />
    </>
  );
}
