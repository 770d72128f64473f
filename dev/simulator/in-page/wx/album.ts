import { WxFailure } from '../../messages/WxFailure';
import { askPermission } from './askPermission';
import { type ApiHandler, asyncApis, type WxFunction } from './asyncApi';
import { callPhone } from './callPhone';
import { requiredString } from './options';
import type { WxContext } from './WxContext';

export function albumApis(context: WxContext): Record<string, WxFunction> {
  const { bridge } = context.environment;
  const saver =
    (name: string, type: 'image' | 'video'): ApiHandler =>
    async (options) => {
      const filePath = requiredString(options, 'filePath');
      await context.privacy.consent(name);
      await callPhone(bridge, 'album.check', { filePath, type });
      if (!(await askPermission(context, 'scope.writePhotosAlbum'))) throw new WxFailure('auth deny');
      await callPhone(bridge, 'album.save', { filePath, type });
      return undefined;
    };
  return asyncApis({
    saveImageToPhotosAlbum: saver('saveImageToPhotosAlbum', 'image'),
    saveVideoToPhotosAlbum: saver('saveVideoToPhotosAlbum', 'video'),
  });
}
