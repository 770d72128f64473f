import type { Faults } from '../../cos-server/faults/Faults';
import type { PanelCloud } from '../PanelProtocol';
import { choice, segments, setting } from './controls';
import { createFailureControls } from './createFailureControls';
import { formatOffset } from './describeFaults';
import { element } from './element';
import { formatBytes, formatSeconds } from './format';
import { panelApi } from './panelApi';
import type { PanelTexts } from './texts';

/** The switches of the faults of the cloud. */
export interface CloudSwitches {
  /** A heading and a row for each. */
  rows: HTMLElement[];
  show(faults: Faults): void;
}

const LATENCIES_MS = [0, 300, 2000, 10_000];
const RATES = [1024 * 1024, 128 * 1024, 16 * 1024];
/** Between several denied actions, which a test may have set. */
const SEPARATOR = ', ';
const FULL = 'full';
const CLOCK_OFFSETS_SECONDS = [-3600, 0, 3600];

export function createCloudSwitches(texts: PanelTexts, cloud: PanelCloud): CloudSwitches {
  const latency = segments(
    texts.latency,
    LATENCIES_MS.map(String),
    labels(LATENCIES_MS, (ms) => (ms === 0 ? texts.none : formatSeconds(ms / 1000))),
    (ms) => panelApi.setFaults({ latencyMs: Number(ms) }),
  );
  const upload = bandwidth(texts.uploadSpeed, texts, (uploadBytesPerSecond) =>
    panelApi.setFaults({ uploadBytesPerSecond }),
  );
  const download = bandwidth(texts.downloadSpeed, texts, (downloadBytesPerSecond) =>
    panelApi.setFaults({ downloadBytesPerSecond }),
  );
  const failures = createFailureControls(texts, cloud.operations);
  const clock = segments(
    texts.clock,
    CLOCK_OFFSETS_SECONDS.map(String),
    labels(CLOCK_OFFSETS_SECONDS, (seconds) => (seconds === 0 ? texts.right : formatOffset(seconds))),
    (seconds) => panelApi.setFaults({ clockOffsetSeconds: Number(seconds) }),
  );
  const revoke = element('button', { class: 'button' }, texts.revoke);
  revoke.addEventListener('click', () => void panelApi.revokeUsedKeys());
  const revoked = element('span', { class: 'setting-hint' });
  const denied = choice<string>(
    texts.denied,
    [['', texts.none], ...cloud.actions.map((action) => [action, action] as const)],
    () => {
      const names = denied.value().split(SEPARATOR);
      void panelApi.setFaults({ deniedActions: cloud.actions.filter((action) => names.includes(action)) });
    },
  );
  const bucket = segments(texts.bucket, ['there', 'gone'], texts, (value) =>
    panelApi.setFaults({ bucketGone: value === 'gone' }),
  );
  const rows = [
    element('h2', {}, texts.cloud),
    setting(texts.latency, texts.latencyHint, latency.root),
    setting(texts.uploadSpeed, texts.bandwidthHint, upload.root),
    setting(texts.downloadSpeed, texts.bandwidthHint, download.root),
    ...failures.rows,
    setting(texts.clock, texts.clockHint, clock.root),
    setting(texts.keys, texts.keysHint, element('div', { class: 'controls' }, revoked, revoke)),
    setting(texts.denied, texts.deniedHint, denied.root),
    setting(texts.bucket, texts.bucketHint, bucket.root),
  ];
  return {
    rows,
    show(faults) {
      latency.show(String(faults.latencyMs));
      upload.show(String(faults.uploadBytesPerSecond ?? FULL));
      download.show(String(faults.downloadBytesPerSecond ?? FULL));
      failures.show(faults);
      clock.show(String(faults.clockOffsetSeconds));
      const { revokedKeys, deniedActions } = faults;
      revoked.textContent = revokedKeys.length === 0 ? '' : texts.revokedKeys(revokedKeys.length);
      denied.show(deniedActions.join(SEPARATOR));
      bucket.show(faults.bucketGone ? 'gone' : 'there');
    },
  };
}

function bandwidth(label: string, texts: PanelTexts, onChoose: (rate: number | null) => Promise<unknown>) {
  return segments(
    label,
    [FULL, ...RATES.map(String)],
    { [FULL]: texts.full, ...labels(RATES, (rate) => `${formatBytes(rate)}/s`) },
    (rate) => onChoose(rate === FULL ? null : Number(rate)),
  );
}

function labels(values: readonly number[], label: (value: number) => string): Record<string, string> {
  return Object.fromEntries(values.map((value) => [String(value), label(value)]));
}
