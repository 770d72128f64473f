import { causeOf } from '../failures/causes';
import { readRawError } from '../failures/RawError';
import type { ChosenFile, FileSource } from '../files/ChosenFile';
import { fileSize } from '../files/wxFiles';
import { extensionOf } from '../format/extensionOf';
import { cleanName } from '../keys';

/** WeChat: at most; chooseMedia 20 from base library 2.25.0 on. */
const IMAGE_COUNT = 9;
const MEDIA_COUNT = 20;
const MESSAGE_COUNT = 100;

type MediaSource = Exclude<FileSource, 'chat'>;

/** Rejects with what wx gives, the word `cancel` in it when the person wants nothing. */
export function chooseFiles(source: FileSource): Promise<ChosenFile[]> {
  return source === 'chat' ? chooseFromChat() : chooseFromPhone(source);
}

/**
 * Threads: WeCom and WeChat on a computer may lack chooseMedia, which is seen only when it fails, and a Mac takes no
 * choice of pictures and videos together. There it is pictures first, and who cancels those is asked for a video.
 */
async function chooseFromPhone(source: MediaSource): Promise<ChosenFile[]> {
  let cancelled: unknown;
  let refused: unknown;
  for (const choose of [chooseMedia, chooseImages, chooseVideo]) {
    try {
      return await choose(source);
    } catch (error) {
      const code = causeOf(readRawError(error));
      if (code === 'not-supported') refused = error;
      else if (code === 'cancelled' && choose === chooseImages) cancelled = error;
      else throw error;
    }
  }
  throw cancelled ?? refused;
}

/** What WeChat says where the function is there and does nothing. */
function checkPresence(api: 'chooseMedia' | 'chooseImage' | 'chooseVideo' | 'chooseMessageFile'): void {
  if (typeof wx[api] !== 'function') throw { errMsg: `${api}:fail function not exist` };
}

async function chooseFromChat(): Promise<ChosenFile[]> {
  checkPresence('chooseMessageFile');
  const { tempFiles } = await new Promise<WechatMiniprogram.ChooseMessageFileSuccessCallbackResult>(
    (resolve, reject) => {
      wx.chooseMessageFile({ count: MESSAGE_COUNT, type: 'all', success: resolve, fail: reject });
    },
  );
  return tempFiles.map(({ path, name, size, type }) => ({
    path,
    name: cleanName(name),
    size,
    ...(type === 'image' ? { thumbnail: path } : {}),
  }));
}

async function chooseMedia(source: MediaSource): Promise<ChosenFile[]> {
  checkPresence('chooseMedia');
  const { tempFiles } = await new Promise<WechatMiniprogram.ChooseMediaSuccessCallbackResult>(
    (resolve, reject) => {
      wx.chooseMedia({
        count: mediaCount(),
        mediaType: ['image', 'video'],
        sourceType: [source],
        // The bytes that were chosen, not WeChat's smaller copy.
        sizeType: ['original'],
        success: resolve,
        fail: reject,
      });
    },
  );
  const name = mediaNames();
  return tempFiles.map(({ tempFilePath: path, thumbTempFilePath, size, fileType }) => {
    // iOS may leave out fileType.
    const video = fileType === 'video' || (!fileType && !!thumbTempFilePath);
    const thumbnail = video ? thumbTempFilePath : path;
    return { path, name: name(path, video), size, ...(thumbnail ? { thumbnail } : {}) };
  });
}

function mediaCount(): number {
  const [major = 0, minor = 0] = (wx.getAppBaseInfo?.().SDKVersion ?? '').split('.').map(Number);
  return major > 2 || (major === 2 && minor >= 25) ? MEDIA_COUNT : IMAGE_COUNT;
}

async function chooseImages(source: MediaSource): Promise<ChosenFile[]> {
  checkPresence('chooseImage');
  const { tempFilePaths } = await new Promise<WechatMiniprogram.ChooseImageSuccessCallbackResult>(
    (resolve, reject) => {
      wx.chooseImage({
        count: IMAGE_COUNT,
        sourceType: [source],
        sizeType: ['original'],
        success: resolve,
        fail: reject,
      });
    },
  );
  const name = mediaNames();
  return Promise.all(
    tempFilePaths.map(async (path) => ({
      path,
      name: name(path, false),
      size: await fileSize(path),
      thumbnail: path,
    })),
  );
}

async function chooseVideo(source: MediaSource): Promise<ChosenFile[]> {
  checkPresence('chooseVideo');
  const { tempFilePath: path, size } = await new Promise<WechatMiniprogram.ChooseVideoSuccessCallbackResult>(
    (resolve, reject) => {
      wx.chooseVideo({ sourceType: [source], compressed: false, success: resolve, fail: reject });
    },
  );
  return [{ path, name: mediaNames()(path, true), size }];
}

/** WeChat gives no name for pictures and videos: names from now, in the phone's time zone, each once. */
function mediaNames(now = new Date()): (path: string, video: boolean) => string {
  const digits = (value: number) => String(value).padStart(2, '0');
  const day = `${now.getFullYear()}${digits(now.getMonth() + 1)}${digits(now.getDate())}`;
  const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map(digits).join('');
  let count = 0;
  return (path, video) => {
    count += 1;
    const extension = extensionOf(path) || (video ? 'mp4' : 'jpg');
    return `${video ? 'VID' : 'IMG'}_${day}_${time}${count === 1 ? '' : `_${count}`}.${extension}`;
  };
}
