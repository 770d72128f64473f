/** What setData does with one path, as `rows[2].name`. */
export function assignPath(target: object, path: string, value: unknown): void {
  const names = path.split(/[.[\]]+/).filter(Boolean);
  const last = names.pop();
  if (last === undefined) throw new Error(`setData got the path ${path}`);
  let holder = target as Record<string, unknown>;
  for (const name of names) holder = holder[name] as Record<string, unknown>;
  holder[last] = value;
}
