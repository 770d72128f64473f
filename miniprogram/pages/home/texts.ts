export interface HomeTexts {
  title: string;
  name: string;
  sentence: string;
  open: string;
  notOpened: string;
}

const english: HomeTexts = {
  title: 'COS Files',
  name: 'COS Files',
  sentence: 'Keep photos, videos and files in Tencent Cloud, and save them back to your album.',
  open: 'Open my files',
  notOpened:
    'The files could not be opened: this part of the Mini Program did not load. Check the network and tap again.',
};

const chinese: HomeTexts = {
  title: 'COS 文件',
  name: 'COS 文件',
  sentence: '把照片、视频和文件存到腾讯云，随时存回手机相册。',
  open: '打开我的文件',
  notOpened: '没能打开：小程序的这一部分没有加载成功。请检查网络后再点一次。',
};

/** The main package has its texts to itself: it cannot require those of the subpackage. */
export function homeTexts(): HomeTexts {
  return wx.getAppBaseInfo().language.startsWith('zh') ? chinese : english;
}
