import { failureFrom } from '../failures/failureFrom';
import type { ChosenFile, FileSource } from '../files/ChosenFile';
import { fileSize } from '../files/wxFiles';
import type { Choice } from './ChooseOptions';
import { checkPresence } from './checkPresence';
import { mediaNames } from './mediaNames';
import type { TypedFile } from './TypedFile';

/** WeChat: chooseMedia before base library 2.25.0, and chooseImage, take at most. */
const FEW = 9;

/** WeChat gives a picture of the video, by what people tell; its documentation has none. */
type ChosenVideo = WechatMiniprogram.ChooseVideoSuccessCallbackResult & { thumbTempFilePath?: string };

type MediaSource = Exclude<FileSource, 'chat'>;

/**
 * Threads: WeCom and WeChat on a computer may lack chooseMedia, which is seen only when it fails, and a Mac takes no
 * choice of pictures and videos together. There it is pictures first, and who cancels those is asked for a video. Rejects with
 * what wx gives, the word `cancel` in it when the person wants nothing.
 */
export async function chooseFromPhone(choice: Choice, source: MediaSource): Promise<TypedFile[]> {
  const ways = [
    chooseMedia,
    ...(choice.types.includes('image') ? [chooseImages] : []),
    ...(choice.types.includes('video') ? [chooseVideo] : []),
  ];
  let cancelled: unknown;
  let refused: unknown;
  for (const way of ways) {
    try {
      return await way(choice, source);
    } catch (error) {
      const { code } = failureFrom(error, { action: 'choose' });
      if (code === 'not-supported') refused = error;
      else if (code === 'cancelled' && way === chooseImages) cancelled = error;
      else throw error;
    }
  }
  throw cancelled ?? refused;
}

async function chooseMedia({ count, types, quality }: Choice, source: MediaSource): Promise<TypedFile[]> {
  checkPresence('chooseMedia');
  const mediaType = (['image', 'video'] as const).filter((type) => types.includes(type));
  const { tempFiles } = await new Promise<WechatMiniprogram.ChooseMediaSuccessCallbackResult>(
    (resolve, reject) => {
      wx.chooseMedia({
        count: takesMany() ? count : Math.min(count, FEW),
        mediaType,
        sourceType: [source],
        // Without it WeChat asks the person, picture by picture.
        sizeType: [quality],
        success: resolve,
        fail: reject,
      });
    },
  );
  const nameOf = mediaNames();
  return tempFiles.map(({ tempFilePath: path, thumbTempFilePath, duration, size, fileType }) => {
    // iOS may leave out fileType.
    const type = fileType === 'video' || (!fileType && !!thumbTempFilePath) ? 'video' : 'image';
    const file = { path, name: nameOf(path, type), size };
    if (type === 'image') return { file: { ...file, thumbnail: path }, type };
    return { file: { ...file, ...pictureOf(thumbTempFilePath, duration) }, type };
  });
}

/** What WeChat tells of a video; what it leaves out is not known. `duration`: seconds. */
function pictureOf(
  thumbnail: string | undefined,
  duration: number | undefined = 0,
): Pick<ChosenFile, 'thumbnail' | 'seconds'> {
  return {
    ...(thumbnail ? { thumbnail } : {}),
    ...(duration > 0 && duration < 1e6 ? { seconds: Math.max(1, Math.round(duration)) } : {}),
  };
}

function takesMany(): boolean {
  const [major = 0, minor = 0] = (wx.getAppBaseInfo?.().SDKVersion ?? '').split('.').map(Number);
  return major > 2 || (major === 2 && minor >= 25);
}

async function chooseImages({ count, quality }: Choice, source: MediaSource): Promise<TypedFile[]> {
  checkPresence('chooseImage');
  const { tempFilePaths } = await new Promise<WechatMiniprogram.ChooseImageSuccessCallbackResult>(
    (resolve, reject) => {
      wx.chooseImage({
        count: Math.min(count, FEW),
        sourceType: [source],
        sizeType: [quality],
        success: resolve,
        fail: reject,
      });
    },
  );
  const nameOf = mediaNames();
  return Promise.all(
    tempFilePaths.map(
      async (path): Promise<TypedFile> => ({
        file: { path, name: nameOf(path, 'image'), size: await fileSize(path), thumbnail: path },
        type: 'image',
      }),
    ),
  );
}

async function chooseVideo({ quality }: Choice, source: MediaSource): Promise<TypedFile[]> {
  checkPresence('chooseVideo');
  const {
    tempFilePath: path,
    size,
    duration,
    thumbTempFilePath,
  } = await new Promise<ChosenVideo>((resolve, reject) => {
    wx.chooseVideo({
      sourceType: [source],
      compressed: quality === 'compressed',
      success: resolve,
      fail: reject,
    });
  });
  const file = { path, name: mediaNames()(path, 'video'), size, ...pictureOf(thumbTempFilePath, duration) };
  return [{ file, type: 'video' }];
}
