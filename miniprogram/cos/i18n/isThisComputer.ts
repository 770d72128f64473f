/** True for a host, with or without port, that only the computer itself can reach. */
export function isThisComputer(host: string | number | undefined): boolean {
  return /^(127\.|localhost\b|\[?::1)/.test(String(host ?? ''));
}
