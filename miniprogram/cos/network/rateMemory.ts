import type { RateMemory } from './LinkSpeed';

const KEY = 'cos-link-speed';

/** In WeChat's storage. What can't be read or written there is learned anew. */
export const rateMemory: RateMemory = {
  read() {
    try {
      const stored: unknown = wx.getStorageSync(KEY);
      if (typeof stored !== 'object' || stored === null) return {};
      return Object.fromEntries(Object.entries(stored).filter(([, rate]) => rate > 0 && rate < 1e9));
    } catch {
      return {};
    }
  },
  write(rates) {
    // Without a callback it is a promise, whose rejection nobody would hear.
    wx.setStorage({ key: KEY, data: rates, fail: () => undefined });
  },
};
