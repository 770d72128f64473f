import type { FailureRule, Faults } from '../../cos-server/faults/Faults';
import { formatBytes, formatSeconds, formatShare } from './format';
import { texts } from './texts';

/** What the cloud does wrong, a phrase each; empty when it does nothing wrong. */
export function describeFaults(faults: Faults): string[] {
  const { latencyMs, uploadBytesPerSecond, downloadBytesPerSecond, clockOffsetSeconds } = faults;
  const { failures, revokedKeys, deniedActions, bucketGone } = faults;
  const phrases: (string | false)[] = [
    latencyMs > 0 && `${texts.latency.name} ${formatSeconds(latencyMs / 1000)}`,
    uploadBytesPerSecond !== null && `${texts.uploadSpeed.name} ${formatBytes(uploadBytesPerSecond)}/s`,
    downloadBytesPerSecond !== null && `${texts.downloadSpeed.name} ${formatBytes(downloadBytesPerSecond)}/s`,
    ...failures.map((rule) => describeRule(rule)),
    clockOffsetSeconds !== 0 && `${texts.clock.name} ${formatOffset(clockOffsetSeconds)}`,
    revokedKeys.length > 0 && texts.revokedKeys(revokedKeys.length),
    deniedActions.length > 0 && `${texts.denied.name} ${deniedActions.join(', ')}`,
    bucketGone && texts.bucketGone,
  ];
  return phrases.filter((phrase) => phrase !== false);
}

export function formatOffset(seconds: number): string {
  return `${seconds < 0 ? '−' : '+'}${formatSeconds(Math.abs(seconds))}`;
}

function describeRule(rule: FailureRule): string {
  const share = rule.times === undefined ? formatShare(rule.share) : texts.times(rule.times);
  const which = `${rule.operation ?? texts.requests} ${share}`;
  switch (rule.kind) {
    case 'status':
      return `${which} → ${rule.status} ${rule.code}`;
    case 'cut-request':
      return `${which} → ${texts.cutRequest} ${formatBytes(rule.afterBytes)}`;
    case 'cut-response':
      return `${which} → ${texts.cutResponse} ${formatBytes(rule.afterBytes)}`;
  }
}
