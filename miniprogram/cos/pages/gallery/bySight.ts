import type { StoredObject } from '../../index';

/** Screens above and below whose pictures are loaded ahead. */
const AHEAD = 1.5;

/**
 * The files whose pictures a person is about to see, in that order: those on the screen, from `from` to `to` excluded, and then
 * what is next below and above.
 */
export function bySight(objects: readonly StoredObject[], from: number, to: number): StoredObject[] {
  const around = Array.from({ length: Math.ceil((to - from) * AHEAD) }, (_, far) => [
    objects[to + far],
    objects[from - 1 - far],
  ]).flat();
  return [...objects.slice(from, to), ...around.filter((object) => object !== undefined)];
}
