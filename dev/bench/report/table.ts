import { ways } from '../app/ways/ways';
import { profiles } from '../link/LinkProfile';
import { loads } from '../run/Load';
import type { Measured } from '../run/Measured';
import type { RowHead, RowResult } from '../run/RowResult';

/** Columns of one line; numbers to the right. */
const columns: readonly [head: string, width: number, cell: (measured: Measured) => string][] = [
  ['seconds', 8, ({ seconds }) => seconds.toFixed(2)],
  ['ratio', 7, ({ ratio }) => ratio.toFixed(2)],
  ['requests', 9, ({ requests }) => String(requests)],
  ['keys', 5, ({ credentialCalls }) => String(credentialCalls)],
  ['key s', 7, ({ keySeconds }) => keySeconds.toFixed(2)],
  ['idle s', 7, ({ idleSeconds }) => idleSeconds.toFixed(2)],
  ['conns', 6, ({ connections }) => String(connections)],
  ['cuts', 5, ({ cuts }) => String(cuts)],
  ['sent MB', 9, ({ sentBytes }) => megabytes(sentBytes)],
  ['twice MB', 9, ({ sentTwiceBytes }) => megabytes(sentTwiceBytes)],
  ['longest s', 10, ({ longestRequestSeconds }) => longestRequestSeconds.toFixed(1)],
  ['heap MB', 8, ({ peakBytes }) => megabytes(peakBytes)],
  ['failed', 7, ({ failures }) => String(failures)],
  ['told', 5, ({ notifications }) => (notifications === undefined ? '' : String(notifications))],
];

const WAY_WIDTH = 20;

/** What stands above the lines of a row. */
export function rowHead({ profile, load, limitSeconds, machineSeconds }: RowHead): string {
  const limit = `limit ${limitSeconds.toFixed(2)} s, this machine without a link ${machineSeconds.toFixed(2)} s`;
  const heads = columns.map(([head, width]) => head.padStart(width)).join('');
  return `\n${profiles[profile].name}; ${loads[load].name} (${limit})\n${' '.repeat(WAY_WIDTH)}${heads}`;
}

export function wayLine(way: keyof typeof ways, measured: Measured): string {
  const cells = columns.map(([, width, cell]) => cell(measured).padStart(width));
  const line = ways[way].title.padEnd(WAY_WIDTH) + cells.join('');
  if (!measured.setData) return line;
  const { count, bytes, mostInASecond: most } = measured.setData;
  return `${line}\n${' '.repeat(WAY_WIDTH)}  setData: ${count} calls, ${kilobytes(bytes)} KB; in a second at most ${most.count} calls, ${kilobytes(most.bytes)} KB`;
}

/** A line for each row, with the ratios of its ways. */
export function summary(rows: readonly RowResult[]): string {
  const shown = (Object.keys(ways) as (keyof typeof ways)[]).filter((way) =>
    rows.some((row) => row.ways[way]),
  );
  const titles = shown.map((way) => ways[way].title);
  const head = ['link, load', ...titles];
  const lines = rows.map(({ ways: measured, ...row }) => [
    `${profiles[row.profile].name}, ${loads[row.load].name}${isOfMachine(row) ? ' *' : ''}`,
    ...shown.map((way) => measured[way]?.ratio.toFixed(2) ?? ''),
  ]);
  const table = [head, head.map(() => '---'), ...lines];
  const text = table.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  return rows.some(isOfMachine) ? `${text}\n\n${OF_MACHINE}` : text;
}

const OF_MACHINE =
  '\\* This machine alone, without a link, needs more than a third of the limit: it is measured as well.';

function isOfMachine({ limitSeconds, machineSeconds }: RowHead): boolean {
  return machineSeconds > limitSeconds / 3;
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(2);
}

function kilobytes(bytes: number): string {
  return (bytes / 1024).toFixed(1);
}
