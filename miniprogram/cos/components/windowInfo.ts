/** The window in px, and physical pixels for each. WeChat before base library 2.20.1, and QQ, have no getWindowInfo. */
export function windowInfo(): { windowWidth: number; windowHeight: number; pixelRatio: number } {
  return wx.getWindowInfo?.() ?? wx.getSystemInfoSync();
}
