/** The query and the fragment of a URL: a signed one carries signature and token there. */
const QUERY = /(https?:\/\/[^\s"'<>?#]*)[?#][^\s"'<>]*/gi;
/** What a field, a header or a parameter of these names is set to; `\"` is a quotation mark of JSON within JSON. */
const NAMED =
  /([\w-]{0,40}(?:secret|token|signature|password|authorization|q-ak)[\w-]{0,40}\\*["']?\s*[:=]\s*\\*["']?)[^\s"',;&}\\]+/gi;
/** A URL, which stays; or a word that may be a key with no name beside it. */
const WORD = /(https?:\/\/\S*)|[\w+/-]{16,}/g;

/** The text without what signs requests: it may be shown, copied and sent to anybody. */
export function withoutSecrets(text: string): string {
  return text
    .replace(QUERY, '$1')
    .replace(NAMED, '$1…')
    .replace(WORD, (word, url?: string) =>
      url === undefined && word.split(/[/_-]/).some(isOpaque) ? '…' : word,
    );
}

/** Keys and tokens mix digits with letters of both cases, names of files rarely do; a signature is SHA-1 in hex. */
function isOpaque(part: string): boolean {
  if (/^[\da-f]{40}$/.test(part)) return true;
  return part.length >= 16 && /\d/.test(part) && /[a-z]/.test(part) && /[A-Z]/.test(part);
}
