/** Asks again until the answer is a value, and fails with `what` when it never is. `limit` in ms. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined | null | false> | T | undefined | null | false,
  limit = 15_000,
): Promise<T> {
  const end = Date.now() + limit;
  // What is soon there is soon seen; what takes long is not slowed down by being asked.
  for (let pause = 10; ; pause = Math.min(pause * 1.5, 100)) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`It did not come to this in ${limit} ms: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
