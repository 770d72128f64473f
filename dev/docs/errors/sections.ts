/** Headings of the page, each with the first code under it, in the order of the entries. */
export const sections: Readonly<Record<string, { readonly en: string; readonly zh: string }>> = {
  'address-broken': { en: 'Settings and temporary keys', zh: '设置与临时密钥' },
  'key-rejected': { en: 'COS refuses the request', zh: 'COS 拒绝请求' },
  'domain-not-listed': { en: 'The way to COS', zh: '到 COS 的路上' },
  'too-large': { en: 'The file', zh: '文件' },
  'wechat-timeout': { en: 'The phone, WeChat and the person', zh: '手机、微信与用户' },
};
