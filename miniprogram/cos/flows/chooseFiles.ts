import type { ChosenFile, FileSource } from './ChosenFile';
import { extensionOf } from './kinds';
import { cleanName } from './objectKey';
import { fileSize } from './wxFiles';

/** WeChat: at most; chooseMedia 20 from base library 2.25.0 on. */
const IMAGE_COUNT = 9;
const MEDIA_COUNT = 20;
const MESSAGE_COUNT = 100;

/** Rejects with what wx gives; a cancelled choice is `:fail cancel`. */
export function chooseFiles(source: FileSource): Promise<ChosenFile[]> {
  if (source === 'chat') return chooseFromChat();
  // PC WeChat has no chooseMedia.
  return typeof wx.chooseMedia === 'function' ? chooseMedia(source) : chooseImage(source);
}

function chooseFromChat(): Promise<ChosenFile[]> {
  return new Promise((resolve, reject) => {
    wx.chooseMessageFile({
      count: MESSAGE_COUNT,
      type: 'all',
      success: ({ tempFiles }) =>
        resolve(
          tempFiles.map(({ path, name, size, type }) => ({
            path,
            name: cleanName(name),
            size,
            ...(type === 'image' ? { thumbnail: path } : {}),
          })),
        ),
      fail: reject,
    });
  });
}

async function chooseMedia(source: 'album' | 'camera'): Promise<ChosenFile[]> {
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

async function chooseImage(source: 'album' | 'camera'): Promise<ChosenFile[]> {
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
