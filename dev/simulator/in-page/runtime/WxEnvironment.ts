import type { ConnectedPhone, Language, PhoneEvents, Visibility } from '../../messages/PhoneProtocol';
import type { TabBarItem, TabBarStyle } from '../../messages/Program';
import type { Overlay } from '../overlay/Overlay';

export type Theme = 'light' | 'dark';

/**
 * What the runtime gives to the `wx` object (see in-page/wx/createWx.ts), which knows no window and no document: a test can
 * give it a phone and a person without either.
 */
export interface WxEnvironment {
  /** Tells the page, from now on, what happens on the phone. Called once. */
  connectPhone(page: PhoneEvents): ConnectedPhone;
  /** What shows and asks above the page: toast, modal, action sheet, chooser. Called once. */
  createOverlay(language: Language): Overlay;
  navigation: Navigation;
  app: AppEvents;
  screen(): ScreenMetrics;
  /** True while the handlers of a person's tap run, synchronously. */
  tapping(): boolean;
  /** Called while `createWx` runs, and whenever the phone's setting changes. */
  setTheme(theme: Theme): void;
  /** The phone brings the Mini Program to the front or to the background: fires show and hide of app and page. */
  setVisibility(visibility: Visibility): void;
  /** Starts the Mini Program anew. (Not `location.reload`: jsdom has none.) */
  reload(): void;
  /** Calls the listener with the id of each agreement button that a person taps. There is one listener. */
  onPrivacyAgreed(listener: (buttonId: string) => void): void;
  /** wx.createSelectorQuery: a query on the current page, with WeChat's chaining. */
  createSelectorQuery(): object;
  /** wx.nextTick: after the current setData is in the page. */
  nextTick(callback: () => void): void;
  /** A URL that the browser can load for `http://tmp/…`, `http://usr/…`, `http://store/…`; others unchanged. */
  resourceUrl(path: string): string;
}

/** Each method rejects with `Error('navigateTo:fail …')` in WeChat's wording. Urls may be relative to the current page. */
export interface Navigation {
  navigateTo(url: string): Promise<void>;
  redirectTo(url: string): Promise<void>;
  reLaunch(url: string): Promise<void>;
  navigateBack(delta: number): Promise<void>;
  switchTab(url: string): Promise<void>;
  /** False when the page on top is none of `tabBar`. */
  changeTabBar(change: TabBarChange): boolean;
  setNavigationBarTitle(title: string): void;
  /** `front` is `#ffffff` or `#000000`; `back` any hex color. */
  setNavigationBarColor(front: string, back: string): void;
  startPullDownRefresh(): void;
  stopPullDownRefresh(): void;
  /** In px. */
  pageScrollTo(scrollTop: number, durationMs: number): void;
}

/** `index` is that in the list of `tabBar`. */
export type TabBarChange =
  | { kind: 'visible'; value: boolean }
  | { kind: 'style'; style: TabBarStyle }
  | { kind: 'item'; index: number; item: Partial<TabBarItem> }
  /** `''` is a red dot; undefined takes it away. */
  | { kind: 'badge'; index: number; text: string | undefined };

export interface LaunchOptions {
  path: string;
  query: Record<string, string>;
  scene: number;
  shareTicket: string | undefined;
  referrerInfo: object;
}

/** Each `on…` returns the function that stops listening. */
export interface AppEvents {
  launchOptions(): LaunchOptions;
  enterOptions(): LaunchOptions;
  onShow(listener: (options: LaunchOptions) => void): () => void;
  onHide(listener: () => void): () => void;
  /** The message with its stack, as in wx.onError. */
  onError(listener: (message: string) => void): () => void;
  onUnhandledRejection(listener: (event: { reason: unknown; promise: Promise<unknown> }) => void): () => void;
}

/** All in px. `window…` is the page's part of the screen: without status bar and navigation bar. */
export interface ScreenMetrics {
  screenWidth: number;
  screenHeight: number;
  windowWidth: number;
  windowHeight: number;
  statusBarHeight: number;
  pixelRatio: number;
  /** Coordinates on the screen. */
  safeArea: { left: number; right: number; top: number; bottom: number; width: number; height: number };
}
