import type { Measured } from '../run/Measured';

/** Columns of one line; numbers to the right. */
const columns: readonly [head: string, width: number, cell: (measured: Measured) => string][] = [
  ['seconds', 8, ({ seconds }) => seconds.toFixed(2)],
  ['ratio', 7, ({ ratio }) => ratio.toFixed(2)],
  ['requests', 9, ({ requests }) => String(requests)],
  ['keys', 5, ({ credentialCalls }) => String(credentialCalls)],
  ['conns', 6, ({ connections }) => String(connections)],
  ['cuts', 5, ({ cuts }) => String(cuts)],
  ['sent MB', 9, ({ sentBytes }) => megabytes(sentBytes)],
  ['twice MB', 9, ({ sentTwiceBytes }) => megabytes(sentTwiceBytes)],
  ['longest s', 10, ({ longestRequestSeconds }) => longestRequestSeconds.toFixed(1)],
  ['heap MB', 8, ({ peakBytes }) => megabytes(peakBytes)],
  ['failed', 7, ({ failures }) => String(failures)],
  ['told', 5, ({ notifications }) => (notifications ? String(notifications.count) : '')],
];

const WAY_WIDTH = 20;

export function tableHead(): string {
  return ' '.repeat(WAY_WIDTH) + columns.map(([head, width]) => head.padStart(width)).join('');
}

export function tableLine(way: string, measured: Measured): string {
  const cells = columns.map(([, width, cell]) => cell(measured).padStart(width));
  return way.padEnd(WAY_WIDTH) + cells.join('');
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(2);
}
