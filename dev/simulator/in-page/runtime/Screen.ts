import { screenShape } from './screenShape';
import type { ScreenMetrics } from './WxEnvironment';

/** px. The same numbers are in phone.css. */
const navigationBarHeight = 44;
const tabBarHeight = 50;

interface ScreenListeners {
  onBack(): void;
  onMenu(): void;
  onClose(): void;
}

/** What the phone shows around the pages: status bar, navigation bar and WeChat's capsule. */
export class Screen {
  readonly pages: HTMLElement;
  readonly overlay: HTMLElement;
  private readonly root: HTMLElement;
  private readonly title: HTMLElement;
  private readonly back: HTMLButtonElement;
  private readonly cover: HTMLElement;

  constructor(
    private readonly window: Window & typeof globalThis,
    listeners: ScreenListeners,
  ) {
    const { document } = window;
    const create = <K extends keyof HTMLElementTagNameMap>(
      tag: K,
      name: string,
    ): HTMLElementTagNameMap[K] => {
      const element = document.createElement(tag);
      element.className = name;
      return element;
    };
    const button = (name: string, label: string, listener: () => void): HTMLButtonElement => {
      const element = create('button', name);
      element.type = 'button';
      element.setAttribute('aria-label', label);
      element.addEventListener('click', listener);
      return element;
    };
    this.root = create('div', 'phone');
    const clock = create('span', 'status-clock');
    clock.textContent = '9:41';
    const statusBar = create('div', 'status-bar');
    statusBar.setAttribute('aria-hidden', 'true');
    statusBar.append(clock, create('span', 'status-signs'));
    this.back = button('navigation-back', 'Back 返回', listeners.onBack);
    this.title = create('div', 'navigation-title');
    this.title.setAttribute('role', 'heading');
    const navigationBar = create('div', 'navigation-bar');
    navigationBar.append(this.back, this.title);
    const capsule = create('div', 'capsule');
    capsule.append(
      button('capsule-menu', 'Restart 重新进入小程序', listeners.onMenu),
      button('capsule-close', 'To the background 关闭', listeners.onClose),
    );
    this.pages = create('div', 'pages');
    this.overlay = create('div', 'overlay');
    this.cover = create('div', 'cover');
    this.cover.hidden = true;
    this.root.append(statusBar, navigationBar, this.pages, capsule, this.overlay, this.cover);
    document.body.replaceChildren(this.root);
    this.resize();
  }

  /** As the window is now. */
  resize(): void {
    const { innerWidth, innerHeight } = this.window;
    const { statusBar, left, right, bottom } = screenShape(innerWidth, innerHeight);
    const { style } = this.root;
    this.root.classList.toggle('square', bottom === 0);
    style.setProperty('--status-bar', `${statusBar}px`);
    style.setProperty('--safe-area-inset-left', `${left}px`);
    style.setProperty('--safe-area-inset-right', `${right}px`);
    style.setProperty('--safe-area-inset-bottom', `${bottom}px`);
  }

  setTitle(title: string): void {
    this.title.textContent = title;
    this.window.document.title = title;
  }

  setColors(front: string, back: string): void {
    this.root.style.setProperty('--bar-front', front);
    this.root.style.setProperty('--bar-back', back);
  }

  setBar(options: { custom: boolean; canGoBack: boolean }): void {
    this.root.classList.toggle('custom-navigation', options.custom);
    this.back.hidden = !options.canGoBack || options.custom;
  }

  /** Below the pages, where there is one. */
  addTabBar(bar: HTMLElement): void {
    this.pages.after(bar);
  }

  /** WeChat's own takes room from the page; one of the Mini Program's lies over it. */
  showTabBar(shown: boolean): void {
    this.root.classList.toggle('with-tab-bar', shown);
  }

  setTheme(theme: string): void {
    this.root.dataset.theme = theme;
  }

  /** Shows a message in place of the Mini Program; undefined takes it away. `onTap` makes the message a button. */
  setCover(message: { heading: string; text: string; onTap?: () => void } | undefined): void {
    this.cover.hidden = message === undefined;
    this.cover.replaceChildren();
    if (!message) return;
    const { document } = this.window;
    const heading = document.createElement('h1');
    heading.textContent = message.heading;
    const text = document.createElement('pre');
    text.textContent = message.text;
    this.cover.append(heading, text);
    this.cover.onclick = message.onTap ?? null;
  }

  metrics(): ScreenMetrics {
    const { innerWidth, innerHeight, devicePixelRatio } = this.window;
    const shape = screenShape(innerWidth, innerHeight);
    const custom = this.root.classList.contains('custom-navigation');
    const bars = custom ? 0 : shape.statusBar + navigationBarHeight;
    const tabBar = this.root.classList.contains('with-tab-bar') ? tabBarHeight + shape.bottom : 0;
    const [right, bottom] = [innerWidth - shape.right, innerHeight - shape.bottom];
    return {
      screenWidth: innerWidth,
      screenHeight: innerHeight,
      windowWidth: innerWidth,
      windowHeight: innerHeight - bars - tabBar,
      statusBarHeight: shape.statusBar,
      pixelRatio: devicePixelRatio,
      safeArea: {
        left: shape.left,
        right,
        top: shape.statusBar,
        bottom,
        width: right - shape.left,
        height: bottom - shape.statusBar,
      },
    };
  }
}
