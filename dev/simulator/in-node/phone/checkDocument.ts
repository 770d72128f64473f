import { basename, extname } from 'node:path';
import { WxFailure } from '../../messages/WxFailure';

/** WeChat's openDocument. */
const TYPES = ['doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx', 'pdf'];

/** `fileType` wins over the extension, as in WeChat. */
export function checkDocument(path: string, fileType: string | undefined): { name: string; type: string } {
  const type = (fileType || extname(path).slice(1)).toLowerCase();
  if (!TYPES.includes(type)) throw new WxFailure('filetype not supported');
  return { name: basename(path), type };
}
