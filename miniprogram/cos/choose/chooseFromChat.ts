import { cleanName } from '../keys';
import type { Choice } from './ChooseOptions';
import { checkPresence } from './checkPresence';
import type { TypedFile } from './TypedFile';

/** Rejects with what wx gives, the word `cancel` in it when the person wants nothing. */
export async function chooseFromChat({ count, types }: Choice): Promise<TypedFile[]> {
  checkPresence('chooseMessageFile');
  // WeChat lets choose one type, or all.
  const [type = 'all', another] = types;
  const { tempFiles } = await new Promise<WechatMiniprogram.ChooseMessageFileSuccessCallbackResult>(
    (resolve, reject) => {
      wx.chooseMessageFile({ count, type: another ? 'all' : type, success: resolve, fail: reject });
    },
  );
  return tempFiles.map(({ path, name, size, type: of }) => ({
    file: { path, name: cleanName(name), size, ...(of === 'image' ? { thumbnail: path } : {}) },
    type: of,
  }));
}
