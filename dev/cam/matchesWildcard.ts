/**
 * Whether a text matches a pattern in which `*` stands for any characters and, if asked, `?` for one.
 *
 * Linear, without a RegExp: a policy comes from outside, and one like `*a*a*a*a*b` must not stall the server.
 */
export function matchesWildcard(pattern: string, text: string, { single = false } = {}): boolean {
  let at = 0;
  let position = 0;
  let star = -1;
  let resume = 0;
  while (position < text.length) {
    if (pattern[at] === '*') {
      star = at++;
      resume = position;
    } else if (at < pattern.length && (pattern[at] === text[position] || (single && pattern[at] === '?'))) {
      at++;
      position++;
    } else if (star >= 0) {
      at = star + 1;
      position = ++resume;
    } else {
      return false;
    }
  }
  while (pattern[at] === '*') at++;
  return at === pattern.length;
}
