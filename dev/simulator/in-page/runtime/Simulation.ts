import type * as glassEasel from 'glass-easel';
import type { component } from 'glass-easel-miniprogram-adapter';
import type { Program } from '../../messages/Program';
import { createOverlay } from '../overlay/createOverlay';
import { App } from './App';
import { Builtins } from './components/defineBuiltins';
import { Hover } from './components/hover';
import { createBackend } from './createBackend';
import { addGetTabBar, checkSetData, Framework } from './Framework';
import { Gestures } from './Gestures';
import { listenForErrors } from './listenForErrors';
import { ModuleLoader } from './ModuleLoader';
import type { PageView } from './PageView';
import { resolvePath } from './paths';
import type { Reports } from './Reports';
import { Router } from './Router';
import { Screen } from './Screen';
import { StyleSheets } from './StyleSheets';
import { showPageBar } from './showPageBar';
import { TabBar } from './TabBar';
import { Timers } from './Timers';
import type { Navigation, TabBarChange, Theme, WxEnvironment } from './WxEnvironment';

export type CreateWx = (environment: WxEnvironment) => object;

interface SimulationOptions {
  window: Window & typeof globalThis;
  program: Program;
  connectPhone: WxEnvironment['connectPhone'];
  reports: Reports;
  createWx: CreateWx;
  /** Asks the phone to bring the Mini Program to the front, or to send it to the background. */
  putInFront(shown: boolean): void;
  reload(): void;
}

// WeChat: opened from the list of Mini Programs.
const launchScene = 1001;
const noAnimationMs = 0;

/** A running Mini Program: all its parts, put together. */
export class Simulation {
  readonly app: App;
  readonly screen: Screen;
  readonly router: Router;
  readonly gestures: Gestures;
  readonly builtins: Builtins;
  readonly loader: ModuleLoader;
  private readonly framework: Framework;
  private readonly styles: StyleSheets;
  private readonly timers: Timers;
  private readonly tabBar: TabBar | undefined;
  private api: Record<string, unknown> = {};
  private theme: Theme = 'light';
  private isShown = true;
  private privacyAgreed: (buttonId: string) => void = () => undefined;

  private constructor(private readonly options: SimulationOptions) {
    const { window, program, reports } = options;
    const start = program.pages[0] ?? '';
    this.app = new App({
      path: start,
      query: {},
      scene: launchScene,
      shareTicket: undefined,
      referrerInfo: {},
    });
    this.timers = new Timers(window);
    this.screen = new Screen(window, {
      onBack: () => void this.router.navigateBack(1),
      onMenu: () => options.reload(),
      onClose: () => options.putInFront(false),
    });
    const { pages } = this.screen;
    this.styles = new StyleSheets(window.document);
    const afterRender = (callback: () => void) => void window.setTimeout(callback, noAnimationMs);
    const backend = createBackend({
      window,
      pages,
      onUnknownTag: (tag) =>
        reports.error(
          new Error(`<${tag}> is no component in "usingComponents", and not simulated.`),
          'a template',
        ),
    });
    this.framework = new Framework({
      window,
      program,
      backend,
      styles: this.styles,
      reports,
      run: (path) => this.loader.run(path),
      afterRender,
    });
    this.loader = new ModuleLoader({
      window,
      modules: program.modules,
      packages: program.packages,
      aliases: program.aliases,
      globals: this.globals(),
    });
    this.builtins = new Builtins(this.framework.space, {
      window,
      navigation: this.navigation,
      wx: () => this.api,
      resourceUrl: (path, owner) => this.resourceUrl(path, owner),
      agreePrivacy: (buttonId) => this.privacyAgreed(buttonId),
      warn: (message) => this.console.warn(message),
    });
    this.tabBar = this.createTabBar();
    this.router = new Router({
      program,
      container: pages,
      reports,
      createPage: (path, url) => this.framework.createPage(path, url),
      createTabBar: () => this.framework.createTabBar(),
      onTop: (page) => this.showBar(page),
      setStylesShown: (path, shown) => this.styles.setShown(path, shown),
      afterRender,
    });
    const hover = new Hover(window);
    this.gestures = new Gestures({
      window,
      hasListener: backend.hasListener,
      toPage: ({ clientX, clientY }) => {
        const { left, top } = pages.getBoundingClientRect();
        const scrolled = this.router.top?.scroller.scrollTop ?? 0;
        const [x, y] = [clientX - left, clientY - top];
        return { clientX: x, clientY: y, pageX: x, pageY: y + scrolled };
      },
      accepts: (target) => this.takesTaps(target),
      afterTap: (target) => this.eachAround(target, (element) => this.builtins.behaviorOf(element)?.tap?.()),
      onPress: (target) => hover.press(target, (element) => this.takesTaps(element)),
      onRelease: () => hover.release(),
      onDrag: (deltaY) => this.router.top?.drag(deltaY),
      onDragEnd: () => this.router.top?.dragEnd(),
    });
    window.addEventListener('resize', () => this.resized());
  }

  private createTabBar(): TabBar | undefined {
    const { window, program, reports } = this.options;
    const config = program.app.tabBar;
    if (!config) return undefined;
    const tabBar = new TabBar({
      document: window.document,
      config,
      variables: () => program.themes[this.theme],
      iconUrl: (path) => this.resourceUrl(path, ''),
      onTap: (item, index) =>
        void this.router.switchTab(`/${item.pagePath}`).then(
          () =>
            this.router.top?.call('onTabItemTap', { index, pagePath: item.pagePath, text: item.text ?? '' }),
          (error: unknown) => reports.error(error, 'a tap on the tab bar'),
        ),
    });
    this.screen.addTabBar(tabBar.element);
    return tabBar;
  }

  private resized(): void {
    this.screen.resize();
    const { windowWidth, windowHeight } = this.screen.metrics();
    this.router.top?.resize({ windowWidth, windowHeight });
  }

  /** Resolves when the first page is ready. */
  static async start(options: SimulationOptions): Promise<Simulation> {
    const simulation = new Simulation(options);
    await simulation.boot();
    return simulation;
  }

  get wx(): Record<string, unknown> {
    return this.api;
  }

  private setShown(shown: boolean): void {
    if (shown === this.isShown) return;
    this.isShown = shown;
    if (shown) {
      this.app.show();
      this.router.setShown(true);
    } else {
      this.router.setShown(false);
      this.app.hide();
    }
    const back = {
      heading: 'In the background',
      text: 'The Mini Program is hidden, as when another app is open.\nTap to come back. 点按返回',
      onTap: () => this.options.putInFront(true),
    };
    this.screen.setCover(shown ? undefined : back);
  }

  /** What the browser can load for a path written in the component `owner`. */
  resourceUrl(path: string, owner: string): string {
    const phoneFile = /^(?:http|wxfile):\/\/(tmp|usr|store)\/(.*)$/.exec(path);
    if (phoneFile) {
      const [, folder, name = ''] = phoneFile;
      return `/phone/files/${folder}/${name.split('/').map(encodeURIComponent).join('/')}`;
    }
    if (path === '' || /^[a-z][a-z0-9+.-]*:/i.test(path) || path.startsWith('//')) return path;
    return `/phone/app/${resolvePath(owner, path)}`;
  }

  private get console(): Console {
    return this.options.window.console;
  }

  private async boot(): Promise<void> {
    const { window, program, reports, createWx } = this.options;
    listenForErrors(window, reports, this.app);
    checkSetData(reports);
    addGetTabBar(() => this.router.top?.tabBar);
    for (const warning of program.warnings) this.console.warn(warning);
    this.gestures.listen(this.screen.pages);
    this.styles.add('app', program.appStyle, undefined);
    this.listenForShare();
    Object.assign(this.api, createWx(this.environment()));
    if (this.loader.has('app.js')) this.loader.run('app.js');
    this.app.launch();
    this.app.show();
    await this.router.reLaunch(`/${program.pages[0] ?? ''}`);
    await new Promise<void>((resolve) => window.setTimeout(resolve, noAnimationMs));
  }

  private globals(): Record<string, unknown> {
    const { window } = this.options;
    const names = {
      ...this.framework.globals,
      wx: this.api,
      App: (definition: Record<string, unknown>) => this.app.register(definition),
      getApp: () => this.app.instance,
      requirePlugin: (name: unknown) => {
        throw new Error(`requirePlugin('${name}'): plugins are not simulated.`);
      },
      getCurrentPages: () => this.router.stack.map(({ caller }) => caller),
      console: window.console,
      ...this.timers.globals,
    };
    return { ...names, globalThis: names, global: names };
  }

  private environment(): WxEnvironment {
    const { window, connectPhone } = this.options;
    return {
      connectPhone,
      createOverlay: (language) => {
        const { safeArea, screenHeight } = this.screen.metrics();
        const insets = { top: safeArea.top, bottom: screenHeight - safeArea.bottom };
        return createOverlay(this.screen.overlay, language, insets);
      },
      navigation: this.navigation,
      app: this.app,
      screen: () => this.screen.metrics(),
      tapping: () => this.gestures.tapping,
      setTheme: (theme) => this.setTheme(theme),
      setVisibility: (visibility) => {
        this.timers.setSuspended(visibility === 'suspended');
        this.setShown(visibility === 'front');
      },
      reload: () => this.options.reload(),
      createSelectorQuery: () => {
        const { top } = this.router;
        if (!top) throw new Error('createSelectorQuery: no page is open.');
        return (top.caller as unknown as component.GeneralComponent).createSelectorQuery();
      },
      onPrivacyAgreed: (listener) => {
        this.privacyAgreed = listener;
      },
      nextTick: (callback) => window.queueMicrotask(callback),
      resourceUrl: (path) => this.resourceUrl(path, this.router.top?.path ?? ''),
    };
  }

  private readonly navigation: Navigation = {
    navigateTo: (url) => this.router.navigateTo(url),
    redirectTo: (url) => this.router.redirectTo(url),
    reLaunch: (url) => this.router.reLaunch(url),
    navigateBack: (delta) => this.router.navigateBack(delta),
    switchTab: (url) => this.router.switchTab(url),
    changeTabBar: (change) => this.changeTabBar(change),
    setNavigationBarTitle: (title) => this.changeBar({ title }),
    setNavigationBarColor: (front, back) => this.changeBar({ front, back }),
    startPullDownRefresh: () => this.router.top?.startPullDown(),
    stopPullDownRefresh: () => this.router.top?.stopPullDown(),
    pageScrollTo: (scrollTop, durationMs) => this.router.top?.scrollTo(scrollTop, durationMs > 0),
  };

  private changeBar(change: { title: string } | { front: string; back: string }): void {
    const { top } = this.router;
    if (!top) return;
    Object.assign(top.bar, change);
    this.showBar(top);
  }

  private changeTabBar(change: TabBarChange): boolean {
    const { top } = this.router;
    if (!top || !this.tabBar?.isTab(top.path)) return false;
    this.tabBar.change(change);
    this.showBar(top);
    return true;
  }

  private showBar(page: PageView): void {
    const { options, screen, theme, router, tabBar } = this;
    tabBar?.show(page.path);
    screen.showTabBar(tabBar?.isShownFor(page.path) ?? false);
    showPageBar(page, {
      screen,
      variables: options.program.themes[theme],
      canGoBack: router.stack.length > 1,
    });
  }

  private setTheme(phoneTheme: Theme): void {
    const theme = this.options.program.app.darkmode ? phoneTheme : 'light';
    const changed = theme !== this.theme;
    this.theme = theme;
    this.screen.setTheme(theme);
    this.styles.setTheme(theme);
    if (!changed) return;
    if (this.router.top) this.showBar(this.router.top);
    this.app.themeChange(theme);
  }

  /** Whether no disabled control is around the element. */
  private takesTaps(target: glassEasel.Element): boolean {
    let takes = true;
    this.eachAround(target, (element) => {
      if (this.builtins.behaviorOf(element)?.accepts?.() === false) takes = false;
    });
    return takes;
  }

  private eachAround(target: glassEasel.Element, visit: (element: glassEasel.Element) => void): void {
    for (let current: glassEasel.Element | null = target; current; current = current.getComposedParent())
      visit(current);
  }

  private listenForShare(): void {
    this.screen.pages.addEventListener('share', () => {
      const shared = this.router.top?.call('onShareAppMessage', { from: 'button' });
      this.console.info('Shared:', shared ?? { path: this.router.top?.path });
    });
  }
}
