import type { ScrollWay, StepResult } from './measureScroll';

const titles: Readonly<Record<ScrollWay, string>> = {
  template: 'this template',
  plain: 'plain wx:for',
};

/** Columns of one line; numbers to the right. */
const columns: readonly [head: string, width: number, cell: (result: StepResult) => string][] = [
  ['seconds', 9, ({ seconds }) => seconds.toFixed(1)],
  ['frames/s', 10, ({ frames, seconds }) => (frames / seconds).toFixed(0)],
  ['busy', 6, ({ busySeconds, seconds }) => `${((100 * busySeconds) / seconds).toFixed(0)} %`],
  ['late', 6, ({ tasks }) => String(tasks.late)],
  ['long', 6, ({ tasks }) => String(tasks.long)],
  ['longest', 10, ({ tasks }) => `${tasks.longest.toFixed(0)} ms`],
  ['setData', 9, ({ setData }) => String(setData.calls)],
  ['KB', 7, ({ setData }) => kilobytes(setData.bytes)],
  ['most KB', 9, ({ setData }) => kilobytes(setData.largest)],
  ['pictures', 10, ({ pictures }) => String(pictures)],
  ['elements', 10, ({ elements }) => String(elements)],
  ['heap MB', 9, ({ heapBytes }) => (heapBytes / 1024 ** 2).toFixed(0)],
];
const NAME_WIDTH = 36;

export const scrollHead =
  ' '.repeat(NAME_WIDTH) + columns.map(([head, width]) => head.padStart(width)).join('');

/** One step of a way. */
export function scrollLine(way: ScrollWay, result: StepResult): string {
  const cells = columns.map(([, width, cell]) => cell(result).padStart(width));
  return `${titles[way]}: ${result.step}`.padEnd(NAME_WIDTH) + cells.join('');
}

function kilobytes(bytes: number): string {
  return (bytes / 1024).toFixed(0);
}
