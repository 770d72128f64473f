import type { WindowConfig } from '../../messages/Program';
import type { PageView } from './PageView';
import type { Screen } from './Screen';

interface BarOptions {
  screen: Screen;
  /** theme.json's, of the current theme. */
  variables: Readonly<Record<string, string>>;
  canGoBack: boolean;
}

/** Shows title and colors of the page on top: by its script, else by its JSON, else WeChat's own. */
export function showPageBar({ bar, config, element }: PageView, options: BarOptions): void {
  const { screen, variables, canGoBack } = options;
  // WeChat: `@name` in JSON is the variable `name` of theme.json.
  const themed = (name: keyof WindowConfig): string | undefined => {
    const value = config[name];
    if (typeof value !== 'string') return undefined;
    return value.startsWith('@') ? variables[value.slice(1)] : value;
  };
  const isLight = themed('navigationBarTextStyle') === 'black';
  screen.setColors(
    bar.front ?? (isLight ? '#000000' : '#ffffff'),
    bar.back ?? themed('navigationBarBackgroundColor') ?? '#000000',
  );
  screen.setTitle(bar.title ?? themed('navigationBarTitleText') ?? '');
  screen.setBar({ custom: config.navigationStyle === 'custom', canGoBack });
  element.style.setProperty('--window-background', themed('backgroundColor') ?? '');
  element.dataset.dots = themed('backgroundTextStyle') ?? 'dark';
}
