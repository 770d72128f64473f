import type { Language } from '../../messages/PhoneProtocol';

const zh = {
  ok: '确定',
  cancel: '取消',
  close: '关闭',
  copied: '内容已复制',
  requests: '此小程序申请',
  writePhotosAlbum: '保存图片或视频到你的相册',
  allow: '允许',
  refuse: '拒绝',
  privacy: '隐私保护提示',
  privacyAsks: '使用前请阅读并同意',
  privacyContract: '《用户隐私保护指引》',
  agree: '同意',
  settings: '设置',
  settingsHint: '允许此小程序',
  noScopes: '此小程序还没有申请过权限',
  pick: '选择文件',
  pickHint: '从这台电脑选择要交给小程序的文件',
  previous: '上一个',
  next: '下一个',
  openInBrowser: '在浏览器中打开',
};

export type OverlayTexts = typeof zh;

export const overlayTexts: Record<Language, OverlayTexts> = {
  zh_CN: zh,
  en: {
    ok: 'OK',
    cancel: 'Cancel',
    close: 'Close',
    copied: 'Copied',
    requests: 'This Mini Program asks to',
    writePhotosAlbum: 'save images or videos to your album',
    allow: 'Allow',
    refuse: 'Reject',
    privacy: 'Privacy',
    privacyAsks: 'Before you go on, please read and agree to the',
    privacyContract: 'Privacy Protection Guidelines',
    agree: 'Agree',
    settings: 'Settings',
    settingsHint: 'Allow this Mini Program to',
    noScopes: 'This Mini Program has not asked for anything yet',
    pick: 'Choose files',
    pickHint: 'Choose files of this computer for the Mini Program',
    previous: 'Previous',
    next: 'Next',
    openInBrowser: 'Open in the browser',
  },
};
