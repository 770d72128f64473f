/** Whether a version such as `3.8.0` is not older than another. Anything but numbers with dots is older. */
export function atLeast(version: string, oldest: string): boolean {
  if (!/^\d+(\.\d+)*/.test(version)) return false;
  const numbers = (text: string): number[] =>
    text
      .replace(/[^\d.].*$/, '')
      .split('.')
      .map(Number);
  const [given, wanted] = [numbers(version), numbers(oldest)];
  for (const [index, number] of wanted.entries()) {
    const difference = (given[index] ?? 0) - number;
    if (difference !== 0) return difference > 0;
  }
  return true;
}
