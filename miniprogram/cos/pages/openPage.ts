/** `url` relative to the page in front. */
export function openPage(url: string): void {
  wx.navigateTo({ url, fail: ({ errMsg }) => wx.showToast({ title: errMsg, icon: 'none' }) });
}
