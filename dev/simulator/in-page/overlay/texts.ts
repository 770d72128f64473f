import type { Language, Scope } from '../../messages/PhoneProtocol';

export type OverlayTexts = ReturnType<typeof overlayTexts>;

export function overlayTexts(language: Language) {
  const t = (zh: string, en: string): string => (language === 'en' ? en : zh);
  const scopes: Record<Scope, string> = {
    'scope.writePhotosAlbum': t('保存图片或视频到你的相册', 'save images or videos to your album'),
  };
  return {
    ok: t('确定', 'OK'),
    cancel: t('取消', 'Cancel'),
    close: t('关闭', 'Close'),
    copied: t('内容已复制', 'Copied'),
    requests: t('此小程序申请', 'This Mini Program asks to'),
    /** What each lets the Mini Program do. */
    scopes,
    allow: t('允许', 'Allow'),
    refuse: t('拒绝', 'Reject'),
    privacy: t('隐私保护提示', 'Privacy'),
    privacyAsks: t('使用前请阅读并同意', 'Before you go on, please read and agree to the '),
    privacyContract: t('《用户隐私保护指引》', 'Privacy Protection Guidelines'),
    agree: t('同意', 'Agree'),
    settings: t('设置', 'Settings'),
    settingsHint: t('允许此小程序', 'Allow this Mini Program to'),
    phoneSettings: t('系统设置', "The phone's settings"),
    phoneSettingsHint: t('允许微信访问', 'Allow WeChat to use'),
    photos: t('照片', 'photos'),
    contractText: t('模拟手机没有隐私保护指引的正文。', 'This phone has no text of it.'),
    noScopes: t('此小程序还没有申请过权限', 'This Mini Program has not asked for anything yet'),
    pick: t('选择文件', 'Choose files'),
    pickHint: t('从这台电脑选择要交给小程序的文件', 'Choose files of this computer for the Mini Program'),
    previous: t('上一个', 'Previous'),
    next: t('下一个', 'Next'),
    sendTo: (name: string) => t(`将“${name}”发送给`, `Send “${name}” to`),
    chats: [t('文件传输助手', 'File Transfer'), t('家人', 'Family')],
    sendImage: t('发送给朋友', 'Send to a chat'),
    saveToDisk: t('保存到这台电脑', 'Save to this computer'),
    openInBrowser: t('在浏览器中打开', 'Open in the browser'),
  };
}
