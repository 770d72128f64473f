import { CosError } from '../errors/CosError';

/** COS's encoding (doc 7778): all but `A-Z a-z 0-9 - _ . ~` as upper-case `%XX` of UTF-8. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => {
    return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  });
}

/** Decodes a part of a URL as UTF-8. Throws `InvalidURI`. */
export function percentDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new CosError('InvalidURI', {
      reason: `"${text.slice(0, 200)}" in the URL is not percent-encoded UTF-8.`,
    });
  }
}
