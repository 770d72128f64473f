import { extname } from 'node:path';
import { readVideoInfo } from './media/readVideoInfo';
import { PhoneFailure } from './PhoneFailure';

const IMAGE_EXTENSIONS = ['.jpg', '.jpeg', '.png', '.gif', '.webp', '.bmp', '.heic', '.heif'];
/** WeChat documents mp4 only. */
const VIDEO_EXTENSIONS = ['.mp4'];

/** WeChat goes by the extension: without the right one nothing reaches the album. */
export async function checkAlbumFile(path: string, type: 'image' | 'video'): Promise<void> {
  const allowed = type === 'image' ? IMAGE_EXTENSIONS : VIDEO_EXTENSIONS;
  if (!allowed.includes(extname(path).toLowerCase())) throw new PhoneFailure('invalid file type');
  if (type === 'video' && !(await readVideoInfo(path))) throw new PhoneFailure('invalid video');
}
