import { CosError } from '../errors/CosError';

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
