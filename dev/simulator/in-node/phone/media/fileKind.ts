import { extname } from 'node:path';
import { lookup } from 'mime-types';

/** By the extension, as WeChat tells them apart. */
export function fileKind(name: string): 'image' | 'video' | 'file' {
  const type = lookup(extname(name)) || '';
  if (type.startsWith('image/')) return 'image';
  return type.startsWith('video/') ? 'video' : 'file';
}
