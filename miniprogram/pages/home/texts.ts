import type { HostApp } from './hostApp';

export interface HomeTexts {
  title: string;
  name: string;
  sentence: string;
  open: string;
  openAnyway: string;
  doctor: string;
  notOpened: string;
  notWeChat(host: HostApp): string;
}

const english: HomeTexts = {
  title: 'COS Files',
  name: 'COS Files',
  sentence: 'Your photos, videos and files, kept in Tencent Cloud.',
  open: 'Open my files',
  openAnyway: 'Go on all the same',
  doctor: 'Something does not work?',
  notOpened:
    'Could not be opened: this part of the Mini Program did not load. Check the network and tap again.',
  notWeChat: ({ en }) =>
    `This is ${en}, not WeChat. Tencent Cloud's COS SDK for Mini Programs is for WeChat only, and nothing here was tried elsewhere: uploading and saving will probably fail. Please open this Mini Program in WeChat.`,
};

const chinese: HomeTexts = {
  title: 'COS 文件',
  name: 'COS 文件',
  sentence: '照片、视频和文件，都存在腾讯云。',
  open: '打开我的文件',
  openAnyway: '仍然继续',
  doctor: '遇到问题？',
  notOpened: '没能打开：小程序的这一部分没有加载成功。请检查网络后再点一次。',
  notWeChat: ({ zh }) =>
    `这里不是微信，而是${zh}。腾讯云 COS 的小程序 SDK 只适用于微信，这里的功能也没有在别处试过：上传和保存多半会失败。请在微信里打开这个小程序。`,
};

/**
 * The main package has its texts to itself: it cannot require those of the subpackage. Before base library 2.20.1, and
 * in QQ, there is no getAppBaseInfo.
 */
export function homeTexts(): HomeTexts {
  const { language } = wx.getAppBaseInfo?.() ?? wx.getSystemInfoSync();
  return language.startsWith('zh') ? chinese : english;
}
