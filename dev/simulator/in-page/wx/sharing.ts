import { WxFailure } from '../../messages/WxFailure';
import { asyncApis, type WxFunction } from './asyncApi';
import { optionalString, requiredString } from './options';
import type { WxContext } from './WxContext';

export function sharingApis(context: WxContext): Record<string, WxFunction> {
  const { environment, phone, overlay, settings } = context;
  const send = async (filePath: string, fileName: string | undefined): Promise<void> => {
    const { name } = await phone.checkShared({ filePath, ...(fileName && { fileName }) });
    const chat = await overlay.chooseChat(name);
    if (chat === undefined) throw new WxFailure('cancel');
    await phone.sendToChat({ filePath, name, chat });
  };
  return asyncApis({
    async shareFileMessage(options) {
      if (!environment.tapping()) throw new WxFailure('can only be invoked by user TAP gesture');
      await send(requiredString(options, 'filePath'), optionalString(options, 'fileName'));
      return undefined;
    },
    /** The menu has one line here. When WeChat calls back is not documented. Here: at the end. */
    async showShareImageMenu(options) {
      const path = requiredString(options, 'path');
      await phone.imageInfo({ src: path });
      if (!(await overlay.showImageMenu())) throw new WxFailure('cancel');
      await send(path, undefined);
      return undefined;
    },
    async saveFileToDisk(options) {
      const filePath = requiredString(options, 'filePath');
      // What phones say nobody has written down.
      if (settings().platform === 'android') throw new WxFailure('function not exist');
      const { name } = await phone.checkShared({ filePath });
      if (!(await overlay.saveToDisk({ name, url: environment.resourceUrl(filePath) })))
        throw new WxFailure('cancel');
      return undefined;
    },
  });
}
