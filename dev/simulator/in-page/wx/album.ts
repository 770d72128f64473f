import { WxFailure } from '../../messages/WxFailure';
import { askPermission } from './askPermission';
import { type ApiHandler, asyncApis, type WxFunction } from './asyncApi';
import { requiredString } from './options';
import type { WxContext } from './WxContext';

export function albumApis(context: WxContext): Record<string, WxFunction> {
  const { phone } = context;
  const saver =
    (name: string, type: 'image' | 'video'): ApiHandler =>
    async (options) => {
      const filePath = requiredString(options, 'filePath');
      await context.privacy.consent(name);
      await phone.checkForAlbum({ filePath, type });
      if (!(await askPermission(context, 'scope.writePhotosAlbum'))) throw new WxFailure('auth deny');
      await phone.saveToAlbum({ filePath, type });
      return undefined;
    };
  return asyncApis({
    saveImageToPhotosAlbum: saver('saveImageToPhotosAlbum', 'image'),
    saveVideoToPhotosAlbum: saver('saveVideoToPhotosAlbum', 'video'),
  });
}
