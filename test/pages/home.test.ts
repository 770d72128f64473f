import { openPage } from './support/openPage';

interface Data {
  texts: { title: string; sentence: string };
  notice: string;
  openLabel: string;
  notOpened: string;
}
interface Methods {
  openGallery(): void;
}

/** What an app has that runs Mini Programs. QQ has neither getAppBaseInfo nor getWindowInfo (uni-app's tables). */
interface HostApp {
  appBaseInfo?: object;
  systemInfo: object;
  globals?: readonly string[];
}

const wechat = (language: string, platform = 'android'): HostApp => ({
  appBaseInfo: { language, SDKVersion: '3.5.0', host: { env: 'WeChat' } },
  systemInfo: { language, platform, SDKVersion: '3.5.0' },
});
const hosts: Record<'inWeChat' | 'elsewhere', [name: string, host: (language: string) => HostApp][]> = {
  inWeChat: [
    ['WeChat', (language) => wechat(language)],
    ['WeChat on a PC', (language) => wechat(language, 'windows')],
    ['WeChat on a Mac', (language) => wechat(language, 'mac')],
    ['DevTools', (language) => wechat(language, 'devtools')],
    ['an old WeChat', (language) => ({ systemInfo: { language, SDKVersion: '2.10.0' } })],
    ['WeCom', (language) => ({ systemInfo: { language, environment: 'wxwork', SDKVersion: '2.19.0' } })],
    [
      'an app with WeChat’s own runtime',
      (language) => ({ ...wechat(language), appBaseInfo: { language, host: { env: 'SDK' } } }),
    ],
  ],
  elsewhere: [
    ['QQ', (language) => ({ systemInfo: { language, AppPlatform: 'qq' }, globals: ['qq'] })],
    ['QQ', (language) => ({ systemInfo: { language, AppPlatform: 'qq' } })],
    ['QQ', (language) => ({ ...wechat(language), globals: ['qq'] })],
    ['Douyin', (language) => ({ systemInfo: { language }, globals: ['tt'] })],
    ['Alipay', (language) => ({ systemInfo: { language }, globals: ['my'] })],
    ['Baidu', (language) => ({ systemInfo: { language }, globals: ['swan'] })],
    ['Kuaishou', (language) => ({ systemInfo: { language }, globals: ['ks'] })],
    ['JD', (language) => ({ systemInfo: { language }, globals: ['jd'] })],
    ['Xiaohongshu', (language) => ({ systemInfo: { language }, globals: ['xhs'] })],
  ],
};

const navigateTo = jest.fn();
let made: string[];

function openHome({ appBaseInfo, systemInfo, globals = [] }: HostApp) {
  const wx = {
    ...(appBaseInfo && { getAppBaseInfo: () => appBaseInfo }),
    getSystemInfoSync: () => systemInfo,
    setNavigationBarTitle: jest.fn(),
    navigateTo,
  };
  made = ['wx', ...globals];
  for (const name of made) Object.assign(globalThis, { [name]: wx });
  return openPage<Data, Methods>(() => require('../../miniprogram/pages/home/home'));
}

beforeEach(() => {
  jest.resetAllMocks();
});
afterEach(() => {
  for (const name of made) Reflect.deleteProperty(globalThis, name);
});

describe.each(['en', 'zh_CN'])('in %s', (language) => {
  const chinese = language.startsWith('zh');

  test.each(hosts.inWeChat)('%s gets no warning', (_name, host) => {
    const { data } = openHome(host(language));
    expect(data.texts.sentence).toMatch(chinese ? /腾讯云/ : /Tencent Cloud/);
    expect(data.notice).toBe('');
    expect(data.openLabel).toBe(chinese ? '打开我的文件' : 'Open my files');
  });

  test.each(hosts.elsewhere)('%s is told before anything is tried, and one can go on', (name, host) => {
    const { data, page } = openHome(host(language));
    const named: Record<string, string> = {
      Douyin: '抖音',
      Alipay: '支付宝',
      Baidu: '百度',
      Kuaishou: '快手',
      JD: '京东',
      Xiaohongshu: '小红书',
    };
    expect(data.notice).toContain(chinese ? (named[name] ?? name) : name);
    expect(data.notice).toMatch(chinese ? /只适用于微信.*请在微信里打开/ : /WeChat only.*open .* in WeChat/);
    expect(data.openLabel).toBe(chinese ? '仍然继续' : 'Go on all the same');
    expect(navigateTo).not.toHaveBeenCalled();
    page.openGallery();
    expect(navigateTo).toHaveBeenCalledTimes(1);
  });
});

test('a gallery that does not open is told', () => {
  const { data, page } = openHome(wechat('en'));
  navigateTo.mockImplementation(({ fail }) => fail({ errMsg: 'navigateTo:fail' }));
  page.openGallery();
  expect(data.notOpened).toMatch(/did not load/);
});
