/** Of whole seconds: `0:05`, `12:34`, `1:02:03`. */
export function playTime(seconds: number): string {
  const digits = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  const rest = digits(seconds % 60);
  return minutes < 60 ? `${minutes}:${rest}` : `${Math.floor(minutes / 60)}:${digits(minutes % 60)}:${rest}`;
}
