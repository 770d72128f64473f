import * as glassEasel from 'glass-easel';
import type { Root } from 'glass-easel-miniprogram-adapter';
import type { WindowConfig } from '../../messages/Program';

type PageCaller = Record<string, unknown> & { route: string; options: Record<string, string> };

interface PageOptions {
  id: number;
  path: string;
  query: Record<string, string>;
  root: Root;
  /** The Mini Program's own bar, where it has one. */
  tabBar: Root | undefined;
  /** app.json's window, with the page's own over it. */
  config: WindowConfig;
  container: HTMLElement;
}

/** What a page shows in the bars, once it has said so by script. */
interface BarOverrides {
  title?: string;
  front?: string;
  back?: string;
}

const reachBottomDefaultPx = 50;
// How far a finger pulls before the release refreshes; the dots show from the start.
const refreshThresholdPx = 50;
const refreshMaxPx = 90;

/** One page of the stack: its element, its script's object and its own scrolling. */
export class PageView {
  readonly bar: BarOverrides = {};
  readonly element: HTMLElement;
  readonly scroller: HTMLElement;
  private readonly pull: HTMLElement;
  private pulled = 0;
  /** How far the finger had moved when the page came to its top. */
  private pullStart = 0;
  private refreshing = false;
  private atBottom = false;
  private readyFired = false;

  constructor(private readonly options: PageOptions) {
    const { ownerDocument } = options.container;
    const create = (name: string): HTMLElement => {
      const element = ownerDocument.createElement('div');
      element.className = name;
      return element;
    };
    this.element = create('page');
    this.element.dataset.path = options.path;
    this.pull = create('pull');
    this.pull.append(create('pull-dots'));
    this.scroller = create('page-scroller');
    // Who has no finger scrolls by keys.
    this.scroller.tabIndex = 0;
    this.element.append(this.pull, this.scroller);
    this.scroller.addEventListener('scroll', () => this.scrolled());
    Object.assign(this.caller, { route: options.path, options: options.query });
  }

  get id(): number {
    return this.options.id;
  }

  get path(): string {
    return this.options.path;
  }

  get query(): Record<string, string> {
    return this.options.query;
  }

  get config(): WindowConfig {
    return this.options.config;
  }

  get component(): glassEasel.GeneralComponent {
    return this.options.root.getComponent();
  }

  /** The page's `this`. */
  get caller(): PageCaller {
    return this.options.root.get() as unknown as PageCaller;
  }

  /** What getTabBar() answers. */
  get tabBar(): unknown {
    return this.options.tabBar?.get();
  }

  /** Puts the page into the document, which attaches its components. */
  attach(): void {
    this.options.container.append(this.element);
    const { tabBar, root } = this.options;
    if (tabBar) this.attachIn(this.element, tabBar);
    this.attachIn(this.scroller, root);
  }

  private attachIn(parent: HTMLElement, root: Root): void {
    const placeholder = this.element.ownerDocument.createElement('div');
    parent.append(placeholder);
    type BackendElement = glassEasel.domlikeBackend.Element;
    root.attach(parent as unknown as BackendElement, placeholder as unknown as BackendElement);
  }

  /** Calls a method of the page, as `onLoad`, when it has it. What it throws is reported. */
  call(name: string, ...args: unknown[]): unknown {
    const method = this.caller[name];
    if (typeof method !== 'function') return undefined;
    return glassEasel.safeCallback(
      name,
      method as (...args: unknown[]) => unknown,
      this.caller,
      args,
      this.component,
    );
  }

  show(): void {
    this.element.hidden = false;
    this.call('onShow');
    this.component.triggerPageLifetime('show', []);
  }

  hide(): void {
    this.call('onHide');
    this.component.triggerPageLifetime('hide', []);
  }

  /** px. */
  resize(size: { windowWidth: number; windowHeight: number }): void {
    this.call('onResize', { size });
    this.component.triggerPageLifetime('resize', [size]);
  }

  ready(): void {
    if (this.readyFired) return;
    this.readyFired = true;
    this.call('onReady');
  }

  unload(): void {
    this.call('onUnload');
    this.options.root.release();
    this.options.tabBar?.release();
    this.element.remove();
  }

  scrollTo(top: number, smooth: boolean): void {
    // jsdom has no scrollTo on elements, and no layout: there the position is only a number.
    if (typeof this.scroller.scrollTo === 'function') {
      this.scroller.scrollTo({ top, behavior: smooth ? 'smooth' : 'auto' });
      return;
    }
    this.scroller.scrollTop = top;
    this.scrolled();
  }

  /** Follows a finger that moved `deltaY` px since it came down. */
  drag(deltaY: number): void {
    if (!this.config.enablePullDownRefresh || this.refreshing) return;
    if (this.scroller.scrollTop > 0 && this.pulled === 0) {
      this.pullStart = deltaY;
      return;
    }
    this.setPulled(Math.min(refreshMaxPx, Math.max(0, (deltaY - this.pullStart) / 2)));
  }

  dragEnd(): void {
    this.pullStart = 0;
    if (this.pulled >= refreshThresholdPx) this.startPullDown();
    else if (!this.refreshing) this.setPulled(0);
  }

  startPullDown(): void {
    if (this.refreshing) return;
    this.refreshing = true;
    this.setPulled(refreshThresholdPx);
    this.pull.classList.add('refreshing');
    this.call('onPullDownRefresh');
  }

  stopPullDown(): void {
    this.refreshing = false;
    this.pull.classList.remove('refreshing');
    this.setPulled(0);
  }

  private setPulled(px: number): void {
    this.pulled = px;
    this.element.style.setProperty('--pulled', `${px}px`);
  }

  private scrolled(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    this.call('onPageScroll', { scrollTop });
    const distance = this.config.onReachBottomDistance ?? reachBottomDefaultPx;
    const isAtBottom = scrollTop + clientHeight >= scrollHeight - distance;
    if (isAtBottom && !this.atBottom) this.call('onReachBottom');
    this.atBottom = isAtBottom;
  }
}
