/** Lower case, without the dot; '' when there is none: `.profile` and `notes` have none. */
export function extensionOf(name: string): string {
  return /[^/\\]\.([a-z\d]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
}
