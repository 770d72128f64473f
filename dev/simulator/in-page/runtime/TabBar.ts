import type { TabBarConfig, TabBarItem } from '../../messages/Program';
import type { TabBarChange } from './WxEnvironment';

interface TabBarOptions {
  document: Document;
  config: TabBarConfig;
  /** Colours of theme.json by name. */
  variables(): Readonly<Record<string, string>>;
  /** What the browser can load for the path of an icon. */
  iconUrl(path: string): string;
  onTap(item: TabBarItem, index: number): void;
}

interface Tab {
  button: HTMLButtonElement;
  icon: HTMLImageElement;
  label: HTMLElement;
  badge: HTMLElement;
}

/** The bar that WeChat draws below the pages of `tabBar`. */
export class TabBar {
  readonly element: HTMLElement;
  private readonly config: TabBarConfig;
  private readonly tabs: Tab[];
  private isHidden = false;
  private path = '';

  constructor(private readonly options: TabBarOptions) {
    const { document, config } = options;
    this.config = { ...config, list: config.list.map((item) => ({ ...item })) };
    this.element = document.createElement('div');
    this.element.className = 'tab-bar';
    this.element.setAttribute('role', 'tablist');
    this.tabs = config.list.map((_, index) => this.createTab(index));
    this.element.append(...this.tabs.map(({ button }) => button));
  }

  /** Whether it takes room below a page. */
  isShownFor(path: string): boolean {
    return !this.isHidden && !this.config.custom && this.isTab(path);
  }

  isTab(path: string): boolean {
    return this.config.list.some(({ pagePath }) => pagePath === path);
  }

  /** The page on top is this one now; or the theme has changed. */
  show(path: string): void {
    this.path = path;
    const { config, options } = this;
    const color = (name: string | undefined, otherwise: string): string => {
      if (name === undefined) return otherwise;
      return name.startsWith('@') ? (options.variables()[name.slice(1)] ?? otherwise) : name;
    };
    this.element.style.background = color(config.backgroundColor, '#ffffff');
    this.element.dataset.border = color(config.borderStyle, 'black');
    for (const [index, { text, pagePath, iconPath, selectedIconPath }] of config.list.entries()) {
      const { button, icon, label } = this.tabs[index] as Tab;
      const isSelected = pagePath === path;
      const picture = (isSelected ? selectedIconPath : undefined) ?? iconPath;
      button.setAttribute('aria-selected', String(isSelected));
      button.style.color = isSelected
        ? color(config.selectedColor, '#07c160')
        : color(config.color, '#666666');
      label.textContent = text ?? '';
      icon.hidden = picture === undefined;
      const url = picture === undefined ? '' : options.iconUrl(picture);
      if (icon.getAttribute('src') !== url) icon.setAttribute('src', url);
    }
  }

  change(change: TabBarChange): void {
    switch (change.kind) {
      case 'visible':
        this.isHidden = !change.value;
        return;
      case 'style':
        Object.assign(this.config, change.style);
        break;
      case 'item':
        Object.assign(this.config.list[change.index] ?? {}, change.item);
        break;
      case 'badge': {
        const badge = this.tabs[change.index]?.badge;
        if (!badge) return;
        badge.hidden = change.text === undefined;
        badge.textContent = change.text ?? '';
      }
    }
    this.show(this.path);
  }

  private createTab(index: number): Tab {
    const { document, onTap } = this.options;
    const button = document.createElement('button');
    button.type = 'button';
    button.setAttribute('role', 'tab');
    const [icon, label, badge] = [
      document.createElement('img'),
      document.createElement('span'),
      document.createElement('span'),
    ];
    icon.alt = '';
    icon.className = 'tab-icon';
    badge.className = 'tab-badge';
    badge.hidden = true;
    button.append(icon, label, badge);
    button.addEventListener('click', () => onTap(this.config.list[index] as TabBarItem, index));
    return { button, icon, label, badge };
  }
}
