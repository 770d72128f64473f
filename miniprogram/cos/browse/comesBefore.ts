/** Whether COS lists `key` before `other`: by bytes of UTF-8, where `<` goes by UTF-16. */
export function comesBefore(key: string, other: string): boolean {
  const length = Math.min(key.length, other.length);
  let at = 0;
  while (at < length && key[at] === other[at]) at += 1;
  return at === length ? key.length < other.length : rank(key.charCodeAt(at)) < rank(other.charCodeAt(at));
}

/** What UTF-16 writes as a pair of surrogates comes after everything else. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
