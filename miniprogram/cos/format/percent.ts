/** Whole percent, rounded down: 100 only when it is all there. An empty total counts as nothing done. */
export function percent(loaded: number, total: number): number {
  if (total <= 0) return 0;
  return Math.min(100, Math.max(0, Math.floor((loaded / total) * 100)));
}
