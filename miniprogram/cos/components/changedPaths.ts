/** What setData takes: values by path. */
export type Changes = Readonly<Record<string, unknown>>;

/**
 * The smallest setData that turns `before`, which stands at `path`, into `after`: a change of one row's text
 * sends that text and not the list. A list whose items moved or went away is sent whole; items are told apart by
 * their `id`, texts by themselves.
 */
export function changedPaths(path: string, before: unknown, after: unknown): Changes {
  const changes: Record<string, unknown> = {};
  collect(path, before, after, changes);
  return changes;
}

function collect(path: string, before: unknown, after: unknown, changes: Record<string, unknown>): void {
  if (Object.is(before, after)) return;
  if (Array.isArray(before) && Array.isArray(after) && grew(before, after)) {
    after.forEach((item: unknown, index) => {
      collect(`${path}[${index}]`, before[index], item, changes);
    });
  } else if (isRecord(before) && isRecord(after) && sameFields(before, after)) {
    for (const name of Object.keys(after)) collect(`${path}.${name}`, before[name], after[name], changes);
  } else {
    changes[path] = after;
  }
}

function grew(before: readonly unknown[], after: readonly unknown[]): boolean {
  return before.length <= after.length && before.every((item, index) => idOf(item) === idOf(after[index]));
}

function idOf(item: unknown): unknown {
  return isRecord(item) ? item.id : item;
}

function sameFields(before: Record<string, unknown>, after: Record<string, unknown>): boolean {
  const names = Object.keys(after);
  return names.length === Object.keys(before).length && names.every((name) => name in before);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
