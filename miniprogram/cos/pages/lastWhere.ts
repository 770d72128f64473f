/**
 * Index of the last of `count` items that `isTrue` is true of; of the first, when it is true of none. It is true of every item
 * before one that it is true of.
 */
export function lastWhere(count: number, isTrue: (at: number) => boolean): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (isTrue(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
