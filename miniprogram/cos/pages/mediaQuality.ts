import { nobodyWaits } from '../components/nobodyWaits';
import type { MediaQuality } from '../index';

const KEY = 'cos-media-quality';

/** What the person wanted the last time; at first the originals. */
export function mediaQuality(): MediaQuality {
  try {
    return wx.getStorageSync(KEY) === 'compressed' ? 'compressed' : 'original';
  } catch {
    return 'original';
  }
}

/** Not kept when the storage is full: then it is asked for again. */
export function keepMediaQuality(quality: MediaQuality): void {
  wx.setStorage({ key: KEY, data: quality, ...nobodyWaits });
}
