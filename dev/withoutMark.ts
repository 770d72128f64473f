/** A text without the byte order mark that editors of Windows put before it. */
export function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, '');
}
