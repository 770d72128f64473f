/** A built Mini Program: what Node makes of a source folder, and what the page runs. */
export interface Program {
  app: AppConfig;
  /** All pages of all packages, without a leading slash; the first one is the start page. */
  pages: string[];
  /** Roots of the subpackages, as `cos`. */
  packages: string[];
  /** `resolveAlias` of app.json. */
  aliases: Record<string, string>;
  /** theme.json: the values of `@name` in JSON settings. */
  themes: Record<'light' | 'dark', Record<string, string>>;
  /** Pages and components by path, as `cos/pages/gallery/gallery`. */
  components: Record<string, ComponentSource>;
  /** CommonJS by path with `.js`. */
  modules: Record<string, string>;
  /** An expression whose value maps template paths to glass-easel's generators. */
  templates: string;
  /** app.wxss */
  appStyle: string;
  /** What WeChat's compiler takes with a warning: `file:line:column: reason`. */
  warnings: string[];
}

export interface ComponentSource {
  kind: 'page' | 'component';
  /** `usingComponents` (with those of app.json) by absolute path. */
  config: ComponentConfig;
  /** `scopeMark` stands where the style scope of an isolated component goes. */
  style: string;
}

export interface WindowConfig {
  navigationBarTitleText?: string;
  navigationBarBackgroundColor?: string;
  navigationBarTextStyle?: string;
  navigationStyle?: 'default' | 'custom';
  backgroundColor?: string;
  backgroundTextStyle?: string;
  enablePullDownRefresh?: boolean;
  /** px */
  onReachBottomDistance?: number;
  disableScroll?: boolean;
}

export interface ComponentConfig extends WindowConfig {
  component?: boolean;
  usingComponents: Record<string, string>;
  componentGenerics?: Record<string, true | { default?: string }>;
  componentPlaceholder?: Record<string, string>;
  styleIsolation?: string;
  addGlobalClass?: boolean;
  pureDataPattern?: string;
}

export interface AppConfig {
  pages: string[];
  window: WindowConfig;
  darkmode: boolean;
  tabBar?: TabBarConfig;
}

export interface TabBarConfig extends TabBarStyle {
  /** The component custom-tab-bar/index takes the place of WeChat's bar. */
  custom?: boolean;
  list: TabBarItem[];
}

/** Colours, or `@name` in theme.json. */
export interface TabBarStyle {
  color?: string;
  selectedColor?: string;
  backgroundColor?: string;
  /** `black` or `white`. */
  borderStyle?: string;
}

export interface TabBarItem {
  pagePath: string;
  text?: string;
  iconPath?: string;
  selectedIconPath?: string;
}

/** By convention of WeChat. */
export const customTabBar = 'custom-tab-bar/index';

/** In a component's style before each class name: replaced by `scope--`, or by nothing when styles are shared. */
export const scopeMark = '__scope__';

/** The feature of `@media` which the phone's theme decides, not the machine's. */
export const themeFeature = /\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)/gi;
