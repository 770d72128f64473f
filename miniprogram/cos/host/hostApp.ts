/** What apps other than WeChat have in place of `wx`, or beside it. */
declare const qq: unknown;
declare const tt: unknown;
declare const my: unknown;
declare const swan: unknown;
declare const ks: unknown;
declare const jd: unknown;
declare const xhs: unknown;

export interface HostApp {
  readonly en: string;
  /** With the space that Latin letters get after Chinese. */
  readonly zh: string;
}

/**
 * The app that this runs in when it surely is not WeChat; COS's SDK is for WeChat only (document 36161). QQ takes the
 * same files and has `wx` beside `qq`; programs for both ask it for `AppPlatform`. Nothing was tried in any of these
 * apps, and whether those after QQ run WXML at all is unknown. WeCom, computers and DevTools are WeChat.
 */
export function foreignHost(): HostApp | undefined {
  const apps: readonly [api: unknown, en: string, zh: string][] = [
    [typeof qq === 'undefined' ? undefined : qq, 'QQ', ' QQ'],
    [typeof tt === 'undefined' ? undefined : tt, 'Douyin', '抖音'],
    [typeof my === 'undefined' ? undefined : my, 'Alipay', '支付宝'],
    [typeof swan === 'undefined' ? undefined : swan, 'Baidu', '百度'],
    [typeof ks === 'undefined' ? undefined : ks, 'Kuaishou', '快手'],
    [typeof jd === 'undefined' ? undefined : jd, 'JD', '京东'],
    [typeof xhs === 'undefined' ? undefined : xhs, 'Xiaohongshu', '小红书'],
  ];
  // A host's own script may have a variable of that name: only what looks like an API counts.
  const found = apps.find(([api]) => typeof (api as typeof wx | undefined)?.getSystemInfoSync === 'function');
  if (found) return { en: found[1], zh: found[2] };
  // QQ lacks getAppBaseInfo; WeChat warns of getSystemInfoSync.
  const info: object = wx.getAppBaseInfo?.() ?? wx.getSystemInfoSync();
  return 'AppPlatform' in info && info.AppPlatform === 'qq' ? { en: 'QQ', zh: ' QQ' } : undefined;
}
