import { type WayName, ways } from '../app/ways/ways';
import { profiles } from '../link/LinkProfile';
import { loads } from '../run/Load';
import type { RowResult } from '../run/RowResult';

/** Px. */
const size = { width: 760, left: 196, right: 40, top: 84, row: 28, bottom: 30 };
/** Times the limit at the right edge; what is more stands there, with its number. */
const MOST = 3;
const TICKS = [1, 1.05, 1.25, 1.5, 2, 3];

interface Mark {
  readonly way: WayName;
  readonly mark: string;
  readonly radius: number;
  /** Px below the middle of the row, so that none hides another. */
  readonly below: number;
}

/** Which ways are shown, and how: this template in front, by its colour and its size. */
const shown: readonly Mark[] = [
  { way: 'plain-1', mark: 'b', radius: 4, below: 7 },
  { way: 'sdk-uploadFiles', mark: 'c', radius: 4, below: 3.5 },
  { way: 'sdk-postObject', mark: 'd', radius: 4, below: -3.5 },
  { way: 'plain-10', mark: 'e', radius: 4, below: -7 },
  { way: 'template', mark: 'a', radius: 6, below: 0 },
];

const style = `
  text { font: 13px system-ui, -apple-system, 'Segoe UI', sans-serif; fill: #1f2328; }
  .quiet { fill: #59636e; font-size: 12px; }
  .line { stroke: #d1d9e0; }
  .limit { stroke: #59636e; stroke-width: 1.5; }
  .a { fill: #0b7a43; } .b { fill: #c9510c; } .c { fill: #8250df; } .d { fill: #bf3989; } .e { fill: #0969da; }
  circle { stroke: #ffffff; stroke-width: 1.5; }
  .back { fill: #ffffff; }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f6fc; } .quiet { fill: #9198a1; } .line { stroke: #3d444d; } .limit { stroke: #9198a1; }
    .a { fill: #3fb950; } .b { fill: #f0883e; } .c { fill: #ab7df8; } .d { fill: #f778ba; } .e { fill: #4493f8; }
    circle { stroke: #0d1117; } .back { fill: #0d1117; }
  }`;

/** An SVG with a line for each row and a dot for each way: how many times as long as the link needs for the bytes alone. */
export function drawPicture(rows: readonly RowResult[]): string {
  const compared = rows.filter((row) => Object.keys(row.ways).length > 1);
  const height = size.top + compared.length * size.row + size.bottom;
  const end = size.top + compared.length * size.row;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${height}" width="${size.width}" height="${height}" role="img">`,
    '<title>Time of uploads over the limit of the link, by link, load and way</title>',
    `<style>${style}\n</style>`,
    `<rect class="back" width="${size.width}" height="${height}" rx="8"/>`,
    legend(),
    ...TICKS.map((tick) => tickLine(tick, end)),
    ...compared.map((row, index) => rowOf(row, size.top + (index + 0.5) * size.row)),
    '</svg>\n',
  ].join('\n');
}

function legend(): string {
  const order = [...shown].reverse();
  const step = (size.width - 2 * 16) / order.length;
  const entries = order.map(({ way, mark, radius }, index) => {
    const x = 24 + index * step;
    return `<circle class="${mark}" cx="${x}" cy="22" r="${radius}"/>${label(x + 12, 26.5, ways[way].title)}`;
  });
  return entries.join('\n');
}

function tickLine(tick: number, end: number): string {
  const x = placeOf(tick);
  const mark = tick === 1 ? 'limit' : 'line';
  // These two are too near to each other for two numbers.
  const text = tick === 1.05 ? '' : tick === 1 ? 'limit' : `× ${tick}`;
  return [
    `<line class="${mark}" x1="${x}" x2="${x}" y1="${size.top - 8}" y2="${end + 4}"/>`,
    label(x, size.top - 16, text, 'class="quiet" text-anchor="middle"'),
  ].join('');
}

function rowOf({ profile, load, ways: measured }: RowResult, y: number): string {
  const dots = shown.flatMap(({ way, mark, radius, below }) => {
    const ratio = measured[way]?.ratio;
    if (ratio === undefined) return [];
    const dot = `<circle class="${mark}" cx="${placeOf(ratio)}" cy="${y + below}" r="${radius}"/>`;
    return ratio <= MOST
      ? [dot]
      : [dot, label(Number(placeOf(MOST)) + 9, y + below + 4, ratio.toFixed(1), 'class="quiet"')];
  });
  const [link = ''] = profiles[profile].name.split(/,? \d[.\d]* [MK]B/);
  return [label(16, y + 4.5, `${link}: ${loads[load].name}`), ...dots].join('');
}

/** By the logarithm: twice as long is as far from once as four times is from twice. */
function placeOf(ratio: number): string {
  const share = Math.log(Math.min(MOST, Math.max(1, ratio))) / Math.log(MOST);
  return (size.left + share * (size.width - size.left - size.right)).toFixed(1);
}

function label(x: number | string, y: number, text: string, attributes = ''): string {
  const safe = text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  return `<text x="${x}" y="${y}" ${attributes}>${safe}</text>`;
}
