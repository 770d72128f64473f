import { KILOBYTE } from './budgets';

/** A package, or what somebody takes of it, in bytes as WeChat compiles it. */
export interface SizeRow {
  readonly name: string;
  readonly own: number;
  readonly sdk: number;
  /** What it may have. */
  readonly budget: { readonly own: number; readonly withSdk?: number };
}

/** A sentence for each row that has more than it may. */
export function overBudget(rows: readonly SizeRow[]): string[] {
  return rows.flatMap(({ name, own, sdk, budget }) => [
    ...tooMuch(`own code of ${name}`, own, budget.own),
    ...tooMuch(`${name} with the SDK`, own + sdk, budget.withSdk),
  ]);
}

function tooMuch(what: string, bytes: number, limit = Number.POSITIVE_INFINITY): string[] {
  if (bytes <= limit) return [];
  const over = `${kilobytes(bytes)} KB, and its budget is ${kilobytes(limit)} KB`;
  return [`Too large: ${what} has ${over}. Budgets are in dev/verify-wechat/budgets.ts.`];
}

/** The rows as text, in KB. */
export function sizeTable(rows: readonly SizeRow[]): string {
  const head = ['KB', 'own', 'budget', 'SDK', 'together', 'budget'];
  const lines = rows.map(({ name, own, sdk, budget }) => [
    name,
    kilobytes(own),
    kilobytes(budget.own),
    sdk === 0 ? '' : kilobytes(sdk),
    kilobytes(own + sdk),
    budget.withSdk === undefined ? '' : kilobytes(budget.withSdk),
  ]);
  const all = [head, ...lines];
  const widths = head.map((_, column) => Math.max(...all.map((cells) => cells[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ');
  return all.map((cells) => `  ${line(cells)}`.trimEnd()).join('\n');
}

const kilobytes = (bytes: number): string => (bytes / KILOBYTE).toFixed(1).replace(/\.0$/, '');
