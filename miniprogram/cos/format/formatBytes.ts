const KB = 1024;
const MB = 1024 * KB;
const GB = 1024 * MB;

/** `0 B`, `812 B`, `3.4 KB`, `128 MB`: in steps of 1024, as WeChat counts. One decimal below 100. */
export function formatBytes(bytes: number): string {
  if (bytes < KB) return `${Math.round(bytes)} B`;
  // Half a step below the next unit the rounded number would read "1024 KB".
  if (bytes < MB - KB / 2) return inUnit(bytes / KB, 'KB');
  if (bytes < GB - MB / 2) return inUnit(bytes / MB, 'MB');
  return inUnit(bytes / GB, 'GB');
}

function inUnit(amount: number, unit: string): string {
  return `${amount < 99.95 ? amount.toFixed(1) : amount.toFixed(0)} ${unit}`;
}
