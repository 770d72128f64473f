import { extname } from 'node:path';
import { WxFailure } from '../../messages/WxFailure';
import { isPicture } from './media/isPicture';
import { readVideoInfo } from './media/readVideoInfo';

const IMAGE_EXTENSIONS = ['.jpg', '.jpeg', '.png', '.gif', '.webp', '.bmp', '.heic', '.heif'];
/** WeChat documents mp4 only. */
const VIDEO_EXTENSIONS = ['.mp4'];

/**
 * Without the right extension nothing reaches the album, nor with one on a file that is something else, such as the
 * XML of an error. The words for a picture that is none differ by platform (iOS: PHPhotosErrorDomain …); here they are
 * those for the extension.
 */
export async function checkAlbumFile(path: string, type: 'image' | 'video'): Promise<void> {
  const allowed = type === 'image' ? IMAGE_EXTENSIONS : VIDEO_EXTENSIONS;
  if (!allowed.includes(extname(path).toLowerCase())) throw new WxFailure('invalid file type');
  if (type === 'image' && !(await isPicture(path))) throw new WxFailure('invalid file type');
  if (type === 'video' && !(await readVideoInfo(path))) throw new WxFailure('invalid video');
}
