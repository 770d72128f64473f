import { WxFailure } from '../../messages/WxFailure';
import { asOptions, asyncApis, type WxFunction } from './asyncApi';
import { optionalNumber, optionalString, requiredArray, requiredString, strings } from './options';
import type { WxContext } from './WxContext';

/** Its page names none; this and the words are from a thread of WeChat's community. */
const MOST_SOURCES = 50;

export function previewApis(context: WxContext): Record<string, WxFunction> {
  const { environment, phone, overlay } = context;
  return asyncApis({
    async previewImage(options) {
      const urls = strings(requiredArray(options, 'urls'));
      const { current } = options;
      const index = typeof current === 'number' ? current : urls.indexOf(String(current));
      overlay.showPreview(
        urls.map((url) => ({ type: 'image', url: environment.resourceUrl(url) })),
        Math.max(0, index),
      );
      return undefined;
    },
    async previewMedia(options) {
      const given = requiredArray(options, 'sources');
      if (given.length > MOST_SOURCES) throw new WxFailure(`maximum length of sources is ${MOST_SOURCES}`);
      const sources = given.map((item) => {
        const source = asOptions(item);
        const poster = optionalString(source, 'poster');
        return {
          type: source.type === 'video' ? ('video' as const) : ('image' as const),
          url: environment.resourceUrl(requiredString(source, 'url')),
          ...(poster !== undefined && { poster: environment.resourceUrl(poster) }),
        };
      });
      overlay.showPreview(sources, optionalNumber(options, 'current') ?? 0);
      return undefined;
    },
    async openDocument(options) {
      const filePath = requiredString(options, 'filePath');
      const fileType = optionalString(options, 'fileType');
      const document = await phone.checkDocument({
        filePath,
        ...(fileType !== undefined && { fileType }),
      });
      overlay.showDocument({ ...document, url: environment.resourceUrl(filePath) });
      return undefined;
    },
  });
}
