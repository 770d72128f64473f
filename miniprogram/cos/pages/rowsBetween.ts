/** Rows of one height that are drawn, `to` excluded, and the empty room in place of the others. */
export interface DrawnRows {
  readonly from: number;
  readonly to: number;
  /** px. */
  readonly above: number;
  /** px. */
  readonly below: number;
}

/** Of `count` rows, each `height` px high, those that touch the strip from `top` to `bottom`: px below the top of the first. */
export function rowsBetween(count: number, height: number, top: number, bottom: number): DrawnRows {
  const within = (row: number) => Math.max(0, Math.min(row, count));
  const from = within(Math.floor(top / height));
  const to = within(Math.ceil(bottom / height));
  return { from, to, above: from * height, below: (count - to) * height };
}
