import type { Root } from 'glass-easel-miniprogram-adapter';
import { messageOf } from '../../../messageOf';
import type { Program } from '../../messages/Program';
import { PageView } from './PageView';
import { parsePageUrl } from './paths';
import type { Reports } from './Reports';

// WeChat: https://developers.weixin.qq.com/miniprogram/dev/api/route/wx.navigateTo.html
const maxPages = 10;

interface RouterOptions {
  program: Program;
  container: HTMLElement;
  reports: Reports;
  createPage(path: string, url: string): Root;
  /** A new one of the Mini Program's own, for each page of `tabBar`. */
  createTabBar(): Root | undefined;
  /** After the page on top is another one, or its bars change. */
  onTop(page: PageView): void;
  setStylesShown(path: string, shown: boolean): void;
  /** Runs after what is under way is on the screen. */
  afterRender(callback: () => void): void;
}

/** The stack of pages. Methods reject with `Error('navigateTo:fail …')` as WeChat words it. */
export class Router {
  readonly stack: PageView[] = [];
  /** Pages of `tabBar` that were left by it: they go on living, behind the one on top. */
  private readonly kept = new Map<string, PageView>();
  // Scripts that stay connected over a reload must not take a new page for an old one.
  private lastId = Math.floor(Math.random() * 1_000_000_000);
  private shown = true;

  constructor(private readonly options: RouterOptions) {}

  get top(): PageView | undefined {
    return this.stack.at(-1);
  }

  async navigateTo(url: string): Promise<void> {
    const target = this.findNoTab('navigateTo', url);
    if (this.stack.length >= maxPages) {
      throw new Error(`navigateTo:fail webview count limit exceed`);
    }
    const page = this.create('navigateTo', target);
    this.leave(this.top);
    this.open(page);
  }

  async redirectTo(url: string): Promise<void> {
    const page = this.create('redirectTo', this.findNoTab('redirectTo', url));
    this.closeLast();
    this.open(page);
  }

  async reLaunch(url: string): Promise<void> {
    const page = this.create('reLaunch', this.find('reLaunch', url));
    this.closeAll();
    this.open(page);
  }

  async switchTab(url: string): Promise<void> {
    const target = this.find('switchTab', url);
    if (!this.isTab(target.path)) throw new Error('switchTab:fail can not switch to no-tabBar page');
    const [bottom] = this.stack;
    const isOpen = bottom?.path === target.path || this.kept.has(target.path);
    const created = isOpen ? undefined : this.create('switchTab', { ...target, query: {} });
    if (this.top?.path === target.path && this.stack.length === 1) return;
    while (this.stack.length > 1) this.closeLast();
    if (bottom && bottom.path !== target.path && this.isTab(bottom.path)) {
      if (!bottom.element.hidden) this.leave(bottom);
      this.kept.set(bottom.path, bottom);
      this.stack.pop();
    } else if (bottom && bottom.path !== target.path) this.closeLast();
    if (created) return this.open(created);
    const kept = this.kept.get(target.path);
    this.kept.delete(target.path);
    if (kept) this.stack.push(kept);
    this.uncover();
  }

  async navigateBack(delta: number): Promise<void> {
    if (this.stack.length <= 1) throw new Error('navigateBack:fail cannot navigate back at first page.');
    const count = Math.min(Math.max(1, Math.floor(delta)), this.stack.length - 1);
    for (let closed = 0; closed < count; closed += 1) this.closeLast();
    this.uncover();
  }

  /** The whole Mini Program comes to the front or goes to the background. */
  setShown(shown: boolean): void {
    if (shown === this.shown) return;
    this.shown = shown;
    if (shown) this.top?.show();
    else this.top?.hide();
  }

  closeAll(): void {
    while (this.stack.length > 0) this.closeLast();
    for (const page of this.kept.values()) page.unload();
    this.kept.clear();
  }

  isTab(path: string): boolean {
    return this.options.program.app.tabBar?.list.some(({ pagePath }) => pagePath === path) ?? false;
  }

  private findNoTab(api: string, url: string): { path: string; query: Record<string, string> } {
    const target = this.find(api, url);
    if (this.isTab(target.path)) throw new Error(`${api}:fail can not ${api} a tabbar page`);
    return target;
  }

  /** The page that is on top now was behind another. */
  private uncover(): void {
    const { top } = this;
    if (!top) return;
    this.options.setStylesShown(top.path, true);
    this.options.onTop(top);
    top.show();
  }

  private find(api: string, url: string): { path: string; query: Record<string, string> } {
    const target = parsePageUrl(url, this.top?.path ?? '');
    if (this.options.program.pages.includes(target.path)) return target;
    throw new Error(`${api}:fail page "${target.path}" is not found`);
  }

  private create(api: string, { path, query }: { path: string; query: Record<string, string> }): PageView {
    const { program, container, reports } = this.options;
    const search = new URLSearchParams(query).toString();
    try {
      this.lastId += 1;
      return new PageView({
        id: this.lastId,
        path,
        query,
        root: this.options.createPage(path, `/${path}${search && `?${search}`}`),
        tabBar: this.isTab(path) ? this.options.createTabBar() : undefined,
        config: { ...program.app.window, ...program.components[path]?.config },
        container,
      });
    } catch (error) {
      reports.error(error, `${api} ${path}`);
      throw new Error(`${api}:fail ${messageOf(error)}`);
    }
  }

  private open(page: PageView): void {
    this.stack.push(page);
    this.options.setStylesShown(page.path, true);
    this.options.onTop(page);
    page.attach();
    page.call('onLoad', page.query);
    if (this.shown) page.show();
    // After its components, which asked for it while they were attached.
    this.options.afterRender(() => {
      if (this.stack.includes(page)) page.ready();
    });
  }

  private leave(page: PageView | undefined): void {
    if (!page) return;
    page.hide();
    page.element.hidden = true;
    this.options.setStylesShown(page.path, false);
  }

  private closeLast(): void {
    const page = this.stack.pop();
    if (!page) return;
    this.options.setStylesShown(
      page.path,
      this.stack.some(({ path }) => path === page.path),
    );
    page.unload();
  }
}
