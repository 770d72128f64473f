/** True for a host, with or without port, that only the computer itself can reach. */
export function isThisComputer(host: string | number | undefined): boolean {
  return /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])(:\d+)?$/i.test(String(host ?? ''));
}
