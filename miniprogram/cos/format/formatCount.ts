/** `1,234`: without `Intl`, which not every WeChat has. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
