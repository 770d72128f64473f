import type { Language } from '../../messages/PhoneProtocol';
import type { Overlay } from '../overlay/Overlay';
import type { ScreenMetrics, WxEnvironment } from '../runtime/WxEnvironment';

const launch = { path: 'pages/home/home', query: {}, scene: 1001, shareTicket: undefined, referrerInfo: {} };
const never = () => () => undefined;
type AppListener<Name extends 'onShow' | 'onHide'> = Parameters<WxEnvironment['app'][Name]>[0];

/** What `wx` finds where there is a phone, and no page that it could change. To go to another one is of no effect. */
export function pagelessEnvironment(
  connectPhone: WxEnvironment['connectPhone'],
  createOverlay: (language: Language) => Overlay,
): WxEnvironment {
  const gone = async () => undefined;
  const shown = new Set<AppListener<'onShow'>>();
  const hidden = new Set<AppListener<'onHide'>>();
  let isShown = true;
  return {
    connectPhone,
    createOverlay,
    navigation: {
      navigateTo: gone,
      redirectTo: gone,
      reLaunch: gone,
      navigateBack: gone,
      switchTab: gone,
      changeTabBar: () => false,
      setNavigationBarTitle: () => undefined,
      setNavigationBarColor: () => undefined,
      startPullDownRefresh: () => undefined,
      stopPullDownRefresh: () => undefined,
      pageScrollTo: () => undefined,
    },
    app: {
      launchOptions: () => launch,
      enterOptions: () => launch,
      onShow(listener) {
        shown.add(listener);
        return () => void shown.delete(listener);
      },
      onHide(listener) {
        hidden.add(listener);
        return () => void hidden.delete(listener);
      },
      onError: never,
      onUnhandledRejection: never,
    },
    screen: standardScreen,
    tapping: () => false,
    setTheme: () => undefined,
    setVisibility(visibility) {
      const before = isShown;
      isShown = visibility === 'front';
      if (before && !isShown) for (const listener of [...hidden]) listener();
      if (!before && isShown) for (const listener of [...shown]) listener(launch);
    },
    reload: () => undefined,
    onPrivacyAgreed: () => undefined,
    createSelectorQuery: () => emptyQuery,
    nextTick: (callback) => queueMicrotask(callback),
    resourceUrl: (path) => path,
  };
}

/** Without a page there is nothing to find. */
const emptyQuery = {
  select: () => ({ boundingClientRect: () => emptyQuery }),
  exec: () => undefined,
};

export const standardScreen = (): ScreenMetrics => ({
  screenWidth: 375,
  screenHeight: 812,
  windowWidth: 375,
  windowHeight: 724,
  statusBarHeight: 44,
  pixelRatio: 2,
  safeArea: { left: 0, right: 375, top: 44, bottom: 778, width: 375, height: 734 },
});
