import type { Modules } from './qrCode';

/** Modules of white that a reader needs around a code. */
const QUIET = 4;

/**
 * A code as the `style` of a view: black on white in either scheme, its quiet zone included. As a background, because that is how
 * generators of icons for Mini Programs have shown an SVG for years; of a data URI in `<image>` WeChat's pages say nothing.
 */
export function codePicture(modules: Modules): string {
  const side = modules.length + 2 * QUIET;
  const runs = modules.map((row, y) => {
    let line = '';
    for (let from = row.indexOf(true); from >= 0; ) {
      const end = row.indexOf(false, from);
      const to = end < 0 ? row.length : end;
      line += `M${from + QUIET} ${y + QUIET}.5h${to - from}`;
      from = row.indexOf(true, to);
    }
    return line;
  });
  const svg =
    `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 ${side} ${side}' shape-rendering='crispEdges'>` +
    `<path fill='white' d='M0 0h${side}v${side}H0z'/><path stroke='black' d='${runs.join('')}'/></svg>`;
  return `background-image: url("data:image/svg+xml,${svg.replace(/[<>]/g, encodeURIComponent)}")`;
}
