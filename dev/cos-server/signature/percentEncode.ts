/** COS's encoding (doc 7778): all but `A-Z a-z 0-9 - _ . ~` as upper-case `%XX` of UTF-8. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => {
    return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  });
}
