import type { Language } from '../../simulator/messages/PhoneProtocol';

/** Of the browser. */
export const language: Language = navigator.language.toLowerCase().startsWith('zh') ? 'zh_CN' : 'en';

function t<Text>(en: Text, zh: Text): Text {
  return language === 'en' ? en : zh;
}

export const texts = {
  title: t('Mini Program simulator', '小程序模拟器'),
  phone: t('Phone', '手机'),
  album: t('Album', '相册'),
  cloud: t('Cloud', '云端'),
  switches: t('Switches', '开关'),
  console: t('Console', '控制台'),
  lost: t(
    'The simulator was stopped. Start it again: this page reconnects by itself.',
    '模拟器已停止。重新启动后，本页会自动重连。',
  ),
  failed: t('That did not work: ', '操作没有成功：'),
  albumEmpty: t(
    'What the Mini Program saves to the album shows up here.',
    '小程序保存到相册的图片和视频会显示在这里。',
  ),
  download: t('Download', '下载'),
  objects: t('Objects', '对象'),
  requests: t('Requests', '请求'),
  cloudAbsent: t('This simulator was started without a local cloud.', '这个模拟器启动时没有带本地云。'),
  objectsEmpty: t('The bucket is empty.', '存储桶是空的。'),
  requestsEmpty: t('No request has come in yet.', '还没有收到请求。'),
  key: t('Key', '键'),
  size: t('Size', '大小'),
  changed: t('Changed', '修改时间'),
  time: t('Time', '时间'),
  operation: t('Operation', '操作'),
  status: t('Status', '状态'),
  caller: t('Caller', '调用者'),
  reason: t('Refused because', '拒绝原因'),
  traffic: t('Sent / received', '上行 / 下行'),
  stringToSign: t('String to sign', '待签名串'),
  network: {
    name: t('Network', '网络'),
    hint: t(
      '3G: 256 KB a second for each call, 0.4 s before it; 2G: 20 KB, 0.8 s. A change breaks what runs',
      '3G：每次调用每秒 256 KB，调用前等待 0.4 秒；2G：20 KB，0.8 秒。切换会中断进行中的调用',
    ),
  },
  wifi: t('Wi-Fi', 'Wi-Fi'),
  '4g': t('4G', '4G'),
  '3g': t('3G', '3G'),
  '2g': t('2G', '2G'),
  weakNetwork: {
    name: t('Weak network', '弱网'),
    hint: t('WeChat tells the Mini Program that it is', '微信告知小程序当前为弱网'),
  },
  weak: t('Weak', '弱'),
  notWeak: t('Good', '良好'),
  permission: {
    name: t('Save to the album', '保存到相册'),
    hint: t('The permission scope.writePhotosAlbum', '权限 scope.writePhotosAlbum'),
  },
  notAsked: t('Not asked', '未询问'),
  allowed: t('Allowed', '已允许'),
  refused: t('Refused', '已拒绝'),
  photosForWeChat: {
    name: t('Photos for WeChat', '微信的照片权限'),
    hint: t(
      "The phone's own permission, above that of the Mini Program",
      '手机系统授予微信的权限，优先于小程序的权限',
    ),
  },
  platform: {
    name: t('WeChat runs on', '微信运行在'),
    hint: t('A computer has a disk to save to', '电脑可以把文件保存到磁盘'),
  },
  android: t('A phone', '手机'),
  windows: t('A computer', '电脑'),
  privacy: {
    name: t('Privacy agreement', '隐私协议'),
    hint: t('What choosing, saving and the clipboard need', '选择文件、保存到相册和剪贴板都需要'),
  },
  agreed: t('Agreed', '已同意'),
  undeclared: t('Not declared', '未声明'),
  domains: {
    name: t('Server domains', '服务器域名'),
    hint: t(
      "As in WeChat's console; verified ones exclude the local cloud",
      '与微信公众平台的配置一致；校验时无法访问本地云',
    ),
  },
  domainsRefused: t(
    'Write domains as https://example.com: no http, no IP address, no path; spaces between them',
    '请写成 https://example.com：不支持 http 和 IP 地址，不带路径；多个域名用空格分隔',
  ),
  notVerified: t('Not verified', '不校验'),
  verified: t('Verified', '校验'),
  language: { name: t('Language', '语言'), hint: t('Restarts the Mini Program', '会重启小程序') },
  theme: { name: t('Appearance', '外观') },
  textScale: {
    name: t('Size of words', '字体大小'),
    hint: t('As in WeChat’s settings; large is its care mode', '即微信设置里的字体大小；大为关怀模式'),
  },
  usual: t('Usual', '标准'),
  large: t('Large', '大'),
  zh_CN: '简体中文',
  en: 'English',
  light: t('Light', '浅色'),
  dark: t('Dark', '深色'),
  device: { name: t('Device', '机型') },
  openId: {
    name: t('Caller', '调用者'),
    hint: t(
      'The openid that wx.login and cloud functions see. Restarts the Mini Program',
      'wx.login 和云函数看到的 openid，会重启小程序',
    ),
  },
  app: {
    name: t('Mini Program', '小程序'),
    hint: t('After 5 s in the background, running calls fail', '进入后台 5 秒后，进行中的调用会失败'),
  },
  front: t('In front', '前台'),
  background: t('In the background', '后台'),
  requestId: t('Request id', '请求 ID'),
  duration: t('Duration', '耗时'),
  signedText: t('Of the text', '签名原文'),
  copy: t('Copy', '复制'),
  copied: t('Copied', '已复制'),
  faults: t('Faults that the cloud was told to have: ', '云端正在按设定出错：'),
  clearFaults: t('End them', '恢复正常'),
  latency: { name: t('Latency', '延迟'), hint: t('Before each answer', '每次响应之前') },
  uploadSpeed: { name: t('Upload speed', '上行速度'), hint: t('Shared by all requests', '所有请求共用') },
  downloadSpeed: { name: t('Download speed', '下行速度'), hint: t('Shared by all requests', '所有请求共用') },
  full: t('Full', '不限'),
  none: t('None', '无'),
  off: t('Off', '关闭'),
  nextOne: t('Next one', '下一个'),
  anyOperation: t('Any operation', '任意操作'),
  errors: {
    name: t('Errors', '报错'),
    hint: t('Requests that are answered with an error', '以错误响应的请求'),
  },
  cuts: {
    name: t('Cut connections', '断开连接'),
    hint: t(
      'After so many bytes of the body; after 0 B before anything is done, or without an answer',
      '传输多少字节后断开；0 B 表示尚未处理，或不返回响应',
    ),
  },
  cutRequest: t('Request cut at', '请求断于'),
  cutResponse: t('Answer cut at', '响应断于'),
  times: t(
    (count: number) => (count === 1 ? 'once' : `${count} times`),
    (count: number) => `${count} 次`,
  ),
  clock: {
    name: t("Cloud's clock", '云端时钟'),
    hint: t('Signatures are checked against it', '签名时间以它为准'),
  },
  right: t('Right', '准确'),
  keys: {
    name: t('Temporary keys', '临时密钥'),
    hint: t('Revokes those that were used so far', '撤销到目前为止用过的密钥'),
  },
  revoke: t('Revoke now', '立即撤销'),
  revokedKeys: t(
    (count: number) => (count === 1 ? '1 key revoked' : `${count} keys revoked`),
    (count: number) => `已撤销 ${count} 个密钥`,
  ),
  denied: {
    name: t('Denied action', '拒绝的操作'),
    hint: t('AccessDenied, whatever the policy says', '不论策略如何，都返回 AccessDenied'),
  },
  bucket: { name: t('Bucket', '存储桶'), hint: t('Gone: NoSuchBucket', '不存在时返回 NoSuchBucket') },
  there: t('There', '存在'),
  gone: t('Gone', '不存在'),
  bucketGone: t('Bucket gone', '存储桶不存在'),
  clear: t('Clear', '清空'),
  consoleEmpty: t('What the Mini Program logs shows up here.', '小程序的日志会显示在这里。'),
};

type Texts = typeof texts;

/** Of a value that is called as its text is. */
export function textOf(
  name: { [Name in keyof Texts]: Texts[Name] extends string ? Name : never }[keyof Texts],
): string {
  return texts[name];
}
