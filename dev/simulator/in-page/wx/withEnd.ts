/** Settles like `work`, after `end`. Not by `finally` of the promise: the Mini Program may have replaced it. */
export async function withEnd<T>(work: Promise<T>, end: () => unknown): Promise<T> {
  try {
    return await work;
  } finally {
    await end();
  }
}
