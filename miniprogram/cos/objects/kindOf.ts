import type { ObjectKind } from './StoredObject';

const KINDS: Readonly<Record<Exclude<ObjectKind, 'other'>, readonly string[]>> = {
  image: ['jpg', 'jpeg', 'png', 'gif', 'webp', 'bmp', 'heic', 'heif', 'avif', 'tif', 'tiff'],
  video: ['mp4', 'mov', 'm4v', '3gp', 'webm', 'mkv', 'avi'],
  // WeChat: what openDocument takes.
  document: ['doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx', 'pdf'],
};

/** By the extension, lower case without dot; by the content type only where there is none. */
export function kindOf(extension: string, contentType = ''): ObjectKind {
  for (const kind of ['image', 'video', 'document'] as const) {
    if (KINDS[kind].includes(extension)) return kind;
  }
  if (extension !== '') return 'other';
  if (contentType.startsWith('image/')) return 'image';
  return contentType.startsWith('video/') ? 'video' : 'other';
}
