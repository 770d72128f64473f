const keys = new Set<string>();

/** Lets the gallery drop a tile at once, without asking COS for the list. */
export function noteDeleted(key: string): void {
  keys.add(key);
}

/** Keys are never used twice, so that a key once deleted stays deleted. */
export function isDeleted(key: string): boolean {
  return keys.has(key);
}
