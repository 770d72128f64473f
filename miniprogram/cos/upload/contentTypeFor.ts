import { contentTypes, PLAIN_BYTES } from '../contentTypes';
import { extensionOf } from '../format/extensionOf';

/**
 * With what type the object of a key is stored. Not the SDK's own guess: that knows hundreds of types, pages among
 * them, and a temporary key allows only those of the table.
 */
export function contentTypeFor(key: string): string {
  return contentTypes.get(extensionOf(key)) ?? PLAIN_BYTES;
}
