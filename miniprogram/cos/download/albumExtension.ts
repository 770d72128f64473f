import type { StoredObject } from '../objects/StoredObject';

/** Bytes that `extensionByContent` looks at. */
export const SIGNATURE_BYTES = 16;

/** WeChat: the album takes pictures by their extension, and of videos only mp4. */
const PICTURES = ['jpg', 'jpeg', 'png', 'gif', 'webp', 'bmp', 'heic'];

const BY_TYPE: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/bmp': 'bmp',
  'image/heic': 'heic',
};

/** What the name and the content type say, before a byte is there. */
export function albumExtension({ kind, extension, contentType = '' }: StoredObject): string {
  if (kind === 'video') return 'mp4';
  return PICTURES.includes(extension) ? extension : (BY_TYPE[contentType.toLowerCase()] ?? 'jpg');
}

/** What the first bytes of a picture say, when they say something else than `extension`; else `extension`. */
export function extensionByContent(start: Uint8Array, extension: string): string {
  const text = String.fromCharCode(...start);
  const found = text.startsWith('\xff\xd8\xff')
    ? 'jpg'
    : text.startsWith('\x89PNG\r\n\x1a\n')
      ? 'png'
      : text.startsWith('GIF8')
        ? 'gif'
        : text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP'
          ? 'webp'
          : text.startsWith('BM')
            ? 'bmp'
            : /^ftyp(hei[cx]|hev[cx]|mif1)/.test(text.slice(4))
              ? 'heic'
              : extension;
  return found === 'jpg' && extension === 'jpeg' ? extension : found;
}
