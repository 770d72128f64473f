/**
 * What a path of `require` or `usingComponents` means by `resolveAlias` of app.json, as `~/utils/a` by `"~/*": "/*"`: from the root,
 * with a slash; undefined when no name fits. Of two that fit the longer one counts.
 */
export function resolveAlias(aliases: Readonly<Record<string, string>>, target: string): string | undefined {
  const starts = Object.entries(aliases).map(([name, place]) =>
    [name, place].map((end) => end.replace(/\*$/, '')),
  );
  const [found] = starts
    .filter(([name = '']) => name !== '' && target.startsWith(name))
    .sort(([one = ''], [other = '']) => other.length - one.length);
  if (!found) return undefined;
  const [name = '', place = ''] = found;
  return `/${place.replace(/^\.?\//, '')}${target.slice(name.length)}`;
}
