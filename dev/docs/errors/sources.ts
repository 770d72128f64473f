/** A page of Tencent Cloud's documentation of COS. */
const cosPage = (number: number) => ({
  en: `COS ${number}`,
  zh: `COS 文档 ${number}`,
  url: `https://cloud.tencent.com/document/product/436/${number}`,
});
const issue = (name: string, number: number) => ({
  en: `${name}#${number}`,
  zh: `${name}#${number}`,
  url: `https://github.com/${name}/issues/${number}`,
});
const wechat = 'https://developers.weixin.qq.com/miniprogram/dev';

/** Where a message is known from. `threads`: of it there are only reports, in words that differ by version and phone. */
export const sources = {
  threads: {
    en: 'from threads',
    zh: '仅见于社区讨论',
    url: 'https://developers.weixin.qq.com/community/develop/question',
  },
  cos7730: cosPage(7730),
  cos7742: cosPage(7742),
  cos40105: cosPage(40105),
  cos56215: cosPage(56215),
  cos57456: cosPage(57456),
  cos102489: cosPage(102489),
  keyExpired: issue('tencentyun/cos-wx-sdk-v5', 19),
  keyUnknown: issue('tencentyun/cos-php-sdk-v5', 57),
  keyFormat: issue('tencentyun/coscmd', 280),
  errno: {
    en: 'WeChat, PublicErrno',
    zh: '微信通用错误码',
    url: `${wechat}/framework/usability/PublicErrno.html`,
  },
  fileError: {
    en: 'WeChat, FileError',
    zh: '微信 FileError',
    url: 'https://github.com/wechat-miniprogram/api-typings/blob/master/types/wx/lib.wx.api.d.ts',
  },
  privacy: {
    en: 'WeChat, privacy guide',
    zh: '微信隐私协议开发指南',
    url: `${wechat}/framework/user-privacy/PrivacyAuthorize.html`,
  },
  openSetting: {
    en: 'WeChat, wx.openSetting',
    zh: '微信 wx.openSetting',
    url: `${wechat}/api/open-api/setting/wx.openSetting.html`,
  },
  shareFileMessage: {
    en: 'WeChat, wx.shareFileMessage',
    zh: '微信 wx.shareFileMessage',
    url: `${wechat}/api/share/wx.shareFileMessage.html`,
  },
  netErrors: {
    en: 'Chromium, net_error_list',
    zh: 'Chromium 的 net_error_list',
    url: 'https://source.chromium.org/chromium/chromium/src/+/main:net/base/net_error_list.h',
  },
  apple: {
    en: 'Apple, PHPhotosError',
    zh: 'Apple 的 PHPhotosError',
    url: 'https://developer.apple.com/documentation/photokit/phphotoserror',
  },
  cloudCodes: {
    en: 'WeChat cloud, error codes',
    zh: '微信云开发错误码',
    url: 'https://docs.cloudbase.net/error-code/basic',
  },
  s3: {
    en: 'named as in S3, not seen of COS',
    zh: '与 S3 同名，未见 COS 返回',
    url: 'https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html',
  },
  anyOther: {
    en: 'stands for any other text',
    zh: '代表其他任何文字',
    url: '../miniprogram/cos/failures/causes.ts',
  },
  ownWords: {
    en: 'words of this template',
    zh: '本模板自己的措辞',
    url: '../miniprogram/cos/task/fromWx.ts',
  },
  posix: {
    en: 'POSIX, errno.h',
    zh: 'POSIX 的 errno.h',
    url: 'https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/errno.h.html',
  },
} as const satisfies Record<string, { readonly en: string; readonly zh: string; readonly url: string }>;

export type SourceName = keyof typeof sources;
