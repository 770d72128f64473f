/**
 * Does `work` for each, so many at a time. Resolves when all of them have ended, also those that were under way when it was
 * cancelled. `work` says by itself what has failed: a rejection ends the row that it was in, and is told nobody.
 */
export async function someAtATime<T extends object>(
  all: readonly T[],
  atOnce: number,
  work: (one: T) => Promise<void>,
): Promise<void> {
  const left = [...all];
  const rows = Array.from({ length: atOnce }, async () => {
    for (let next = left.shift(); next; next = left.shift()) await work(next);
  });
  await Promise.allSettled(rows);
}
