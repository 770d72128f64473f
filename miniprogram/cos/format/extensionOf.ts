/**
 * Of a name, a path or a key: lower case, without the dot. '' when there is none, as in `.profile` and `notes`, or none that
 * tells anything: with more than eight letters.
 */
export function extensionOf(name: string): string {
  return /[^/\\]\.([a-z\d]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
}
