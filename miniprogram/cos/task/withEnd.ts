/**
 * Settles like `work`, after `end`. Many a Mini Program replaces `finally` of all promises by one that loses the value and
 * the error, so nothing here calls it.
 */
export async function withEnd<T>(work: Promise<T>, end: () => void): Promise<T> {
  try {
    return await work;
  } finally {
    end();
  }
}
