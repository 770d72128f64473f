// Strings and url(…) may hold the same letters and stay as they are.
const units =
  /url\((?:"[^"]*"|'[^']*'|[^)]*)\)|"[^"]*"|'[^']*'|(-?(?:\d+\.?\d*|\.\d+))(rpx|vh)\b|\b(?:env|constant)\(\s*(safe-area-inset-[a-z]+)/gi;

/**
 * One declaration value for a browser: 750rpx is the width of the screen; 100vh is the page without the bars above it,
 * as in WeChat, where a page is a web view; the safe area is the simulated phone's.
 */
export function browserUnits(value: string): string {
  return value.replace(units, (whole: string, number?: string, unit?: string, inset?: string) => {
    if (inset) return `var(--${inset}`;
    if (number === undefined || unit === undefined) return whole;
    return unit.toLowerCase() === 'rpx'
      ? `calc(${number} * 100vw / 750)`
      : `calc(${number} * var(--page-vh, 1vh))`;
  });
}
