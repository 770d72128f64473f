import { asyncApis, type WxFunction } from './asyncApi';
import { optionalNumber, requiredString } from './options';
import type { WxContext } from './WxContext';

/** WeChat's names for EXIF 1 to 8. */
const ORIENTATIONS = [
  'up',
  'up-mirrored',
  'down',
  'down-mirrored',
  'left-mirrored',
  'right',
  'right-mirrored',
  'left',
];

export function mediaInfoApis(context: WxContext): Record<string, WxFunction> {
  const { phone } = context;
  return asyncApis({
    async getImageInfo(options) {
      const src = requiredString(options, 'src');
      const { width, height, type, orientation } = await phone.imageInfo({ src });
      return { width, height, type, path: src, orientation: ORIENTATIONS[orientation - 1] ?? 'up' };
    },
    compressImage(options) {
      const src = requiredString(options, 'src');
      const width = optionalNumber(options, 'compressedWidth');
      const quality = optionalNumber(options, 'quality') ?? 80;
      return phone.compressImage({ src, quality, ...(width !== undefined && { width }) });
    },
    async getVideoInfo(options) {
      const src = requiredString(options, 'src');
      const { width, height, duration, size, type } = await phone.videoInfo({ src });
      const bitrate = duration === 0 ? 0 : Math.round((size * 8) / duration / 1000);
      return { width, height, duration, type, bitrate, size: size / 1024, fps: 0, orientation: 'up' };
    },
  });
}
