import { makesPictures } from '../../../components/cos-image/PictureUrls';
import { flows, type StoredObject } from '../../../index';

/**
 * WeChat refuses more: `previewMedia:fail maximum length of sources is 50`. Its page does not say so; a thread of its community does.
 */
const MOST = 50;

type Source = WechatMiniprogram.MediaSource;

/**
 * What WeChat's previewer shows: this picture, and the pictures and videos on either side of it that fit in. Each with a URL that is
 * good for at least 7 minutes. Rejects with a `Failure`.
 */
export async function previewSources(
  object: StoredObject,
  others: readonly StoredObject[],
): Promise<{ sources: Source[]; current: number }> {
  const shown = others.filter(({ kind }) => kind === 'image' || kind === 'video');
  const at = shown.findIndex(({ key }) => key === object.key);
  const from = Math.max(0, Math.min(at - MOST / 2, shown.length - MOST));
  const near = at < 0 ? [object] : shown.slice(from, from + MOST);
  const sources = await Promise.all(near.map(sourceOf));
  return { sources, current: Math.max(0, at - from) };
}

async function sourceOf(object: StoredObject): Promise<Source> {
  // Android may not show HEIC, and who has no image processing gets no JPEG.
  const url = await flows.previewUrl(object, { asJpeg: makesPictures() });
  if (object.kind === 'image') return { url, type: 'image' };
  return { url, type: 'video', ...(object.cover && { poster: await flows.coverUrl(object) }) };
}
