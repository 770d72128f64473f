/** Larger words no longer fit: tiles and buttons keep their sizes. */
const MOST = 1.5;

/**
 * How much larger than usual the person wants words, in WeChat's settings: 1 to 1.5. WeChat does nothing about it by itself, and its
 * care mode on a phone asks for 1.4 (https://developers.weixin.qq.com/miniprogram/design/elderly.html). 1 where it is not known:
 * before base library 2.23.4.
 */
export function textScale(): number {
  // Older typings don't have it.
  const info = wx.getAppBaseInfo?.() as { fontSizeScaleFactor?: number } | undefined;
  const scale = Number(info?.fontSizeScaleFactor);
  return scale > 1 ? Math.min(scale, MOST) : 1;
}
