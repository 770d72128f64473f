import { JSDOM } from 'jsdom';
import type { PhoneOptions } from '../../../../dev/simulator/in-node/phone/createPhone';
import { createOverlay } from '../../../../dev/simulator/in-page/overlay/createOverlay';
import type {
  Navigation,
  TabBarChange,
  WxEnvironment,
} from '../../../../dev/simulator/in-page/runtime/WxEnvironment';
import { createWx } from '../../../../dev/simulator/in-page/wx/createWx';
import { pagelessEnvironment } from '../../../../dev/simulator/in-page/wx/pagelessEnvironment';
import type { Visibility } from '../../../../dev/simulator/messages/PhoneProtocol';
import { type OpenPhone, openPhone } from './openPhone';

/** A `wx` function without its types: the tests also call it as it must not be called. */
export type Wx = WechatMiniprogram.Wx & Record<string, unknown>;

export interface OpenWx extends OpenPhone {
  wx: Wx;
  window: JSDOM['window'];
  overlay: HTMLElement;
  navigation: jest.Mocked<Navigation>;
  /** What the environment was told. */
  told: { themes: string[]; visibility: Visibility[]; reloads: number };
  /** Runs something as the handlers of a tap run. */
  tap<Result>(handler: () => Result): Result;
  /** Taps a `<button open-type="agreePrivacyAuthorization">` with this id. */
  agreePrivacy(buttonId: string): void;
  /** Clicks the first element of the overlay that matches; fails when there is none. */
  click(selector: string): void;
  /** What the overlay shows as text. */
  shownText(): string;
}

/** The `wx` object in jsdom, connected to a real phone without a wire between them. */
export async function openWx(options: Partial<PhoneOptions> = {}): Promise<OpenWx> {
  const open = await openPhone(options);
  const { window } = new JSDOM('<!doctype html><body></body>', {
    url: 'http://127.0.0.1/phone',
    pretendToBeVisual: true,
  });
  const overlay = window.document.body.appendChild(window.document.createElement('div'));
  const told: OpenWx['told'] = { themes: [], visibility: [], reloads: 0 };
  let tapping = false;
  let agreed: (buttonId: string) => void = () => undefined;

  const environment: WxEnvironment = {
    ...pagelessEnvironment(
      (page) => ({ start: open.phone.start(), functions: open.phone.connect(page).functions }),
      (language) => createOverlay(overlay, language, { top: 44, bottom: 34 }),
    ),
    navigation: fakeNavigation(),
    tapping: () => tapping,
    setTheme: (theme) => void told.themes.push(theme),
    setVisibility: (visibility) => void told.visibility.push(visibility),
    reload: () => {
      told.reloads += 1;
    },
    onPrivacyAgreed: (listener) => {
      agreed = listener;
    },
    resourceUrl: (path) => path.replace(/^http:\/\/(tmp|usr|store)\//, '/phone/files/$1/'),
  };
  const wx = createWx(environment) as Wx;

  return {
    ...open,
    wx,
    window,
    overlay,
    navigation: environment.navigation as jest.Mocked<Navigation>,
    told,
    tap(handler) {
      tapping = true;
      try {
        return handler();
      } finally {
        tapping = false;
      }
    },
    agreePrivacy: (buttonId) => agreed(buttonId),
    click(selector) {
      const found = overlay.querySelector<HTMLElement>(selector);
      if (!found) throw new Error(`The overlay has no ${selector}: ${overlay.innerHTML}`);
      found.click();
    },
    shownText: () => overlay.textContent ?? '',
    async close() {
      window.close();
      await open.close();
    },
  };
}

function fakeNavigation(): jest.Mocked<Navigation> {
  return {
    navigateTo: jest.fn<Promise<void>, [url: string]>(() => Promise.resolve()),
    redirectTo: jest.fn<Promise<void>, [url: string]>(() => Promise.resolve()),
    reLaunch: jest.fn<Promise<void>, [url: string]>(() => Promise.resolve()),
    navigateBack: jest.fn<Promise<void>, [delta: number]>(() => Promise.resolve()),
    switchTab: jest.fn<Promise<void>, [url: string]>(() => Promise.resolve()),
    changeTabBar: jest.fn<boolean, [change: TabBarChange]>(() => true),
    setNavigationBarTitle: jest.fn(),
    setNavigationBarColor: jest.fn(),
    startPullDownRefresh: jest.fn(),
    stopPullDownRefresh: jest.fn(),
    pageScrollTo: jest.fn(),
  };
}
