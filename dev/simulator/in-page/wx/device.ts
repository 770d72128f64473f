import { asyncApis, type WxFunction } from './asyncApi';
import { wrongType } from './options';
import type { WxContext } from './WxContext';

/** The base library whose behaviour is simulated: the oldest that the Mini Program is made for (docs/faq.md). */
const SDK_VERSION = '3.6.0';
const WECHAT_VERSION = '8.0.53';
const FONT_SIZE_PX = 16;

export function deviceApis(context: WxContext): Record<string, WxFunction> {
  const { environment, settings, appId } = context;

  const appBaseInfo = () => ({
    SDKVersion: SDK_VERSION,
    version: WECHAT_VERSION,
    language: settings().language,
    theme: settings().theme,
    enableDebug: false,
    fontSizeSetting: FONT_SIZE_PX * settings().textScale,
    fontSizeScaleFactor: settings().textScale,
    host: { appId: '', env: 'WeChat' },
  });
  const deviceInfo = () => ({
    brand: 'simulator',
    model: 'simulator',
    system: settings().platform === 'android' ? 'Android 14' : 'Windows 11',
    platform: settings().platform,
    memorySize: '4096',
    benchmarkLevel: -1,
    abi: 'arm64-v8a',
    deviceAbi: 'arm64-v8a',
    cpuType: '',
  });
  const windowInfo = () => {
    const screen = environment.screen();
    return { ...screen, screenTop: screen.screenHeight - screen.windowHeight };
  };
  const systemSetting = () => ({
    bluetoothEnabled: false,
    locationEnabled: false,
    wifiEnabled: settings().network === 'wifi',
    deviceOrientation: 'portrait',
  });
  const systemInfo = () => ({
    ...appBaseInfo(),
    ...deviceInfo(),
    ...windowInfo(),
    ...systemSetting(),
    albumAuthorized: settings().photosForWeChat,
    cameraAuthorized: true,
    locationAuthorized: false,
    microphoneAuthorized: false,
    notificationAuthorized: false,
  });

  return {
    ...asyncApis({
      async getSystemInfo() {
        return systemInfo();
      },
      async getNetworkType() {
        const { network, weakNetwork } = settings();
        return { networkType: network, hasSystemProxy: false, weakNet: weakNetwork };
      },
      /** No screen goes dark here. */
      async setKeepScreenOn({ keepScreenOn }) {
        if (typeof keepScreenOn !== 'boolean') throw wrongType('keepScreenOn', 'Boolean', keepScreenOn);
        return undefined;
      },
    }),
    getAppBaseInfo: appBaseInfo,
    getDeviceInfo: deviceInfo,
    getWindowInfo: windowInfo,
    getSystemSetting: systemSetting,
    getSystemInfoSync: () => ({ ...systemInfo(), errMsg: 'getSystemInfoSync:ok' }),
    getAccountInfoSync: () => ({ miniProgram: { appId, envVersion: 'develop', version: '' } }),
  };
}
