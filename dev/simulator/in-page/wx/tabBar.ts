import type { TabBarItem, TabBarStyle } from '../../messages/Program';
import { WxFailure } from '../../messages/WxFailure';
import { type ApiOptions, asyncApis, type WxFunction } from './asyncApi';
import { optionalString, requiredString } from './options';
import type { WxContext } from './WxContext';

const STYLE = ['color', 'selectedColor', 'backgroundColor', 'borderStyle'] as const;
const ITEM = ['text', 'iconPath', 'selectedIconPath'] as const;

export function tabBarApis({ environment }: WxContext): Record<string, WxFunction> {
  const { navigation } = environment;
  const change = async (change: Parameters<typeof navigation.changeTabBar>[0]): Promise<undefined> => {
    // WeChat's words.
    if (!navigation.changeTabBar(change)) throw new WxFailure('not TabBar page');
  };
  return asyncApis({
    async switchTab(options) {
      await navigation.switchTab(requiredString(options, 'url'));
      return undefined;
    },
    showTabBar: () => change({ kind: 'visible', value: true }),
    hideTabBar: () => change({ kind: 'visible', value: false }),
    setTabBarStyle: (options) => change({ kind: 'style', style: strings<TabBarStyle>(options, STYLE) }),
    setTabBarItem: (options) =>
      change({
        kind: 'item',
        index: Number(options.index),
        item: strings<Partial<TabBarItem>>(options, ITEM),
      }),
    setTabBarBadge: (options) =>
      change({ kind: 'badge', index: Number(options.index), text: requiredString(options, 'text') }),
    removeTabBarBadge: ({ index }) => change({ kind: 'badge', index: Number(index), text: undefined }),
    showTabBarRedDot: ({ index }) => change({ kind: 'badge', index: Number(index), text: '' }),
    hideTabBarRedDot: ({ index }) => change({ kind: 'badge', index: Number(index), text: undefined }),
  });
}

/** Those of these names that are given. */
function strings<Values extends object>(
  options: ApiOptions,
  names: readonly (string & keyof Values)[],
): Values {
  const given = names.flatMap((name) => {
    const value = optionalString(options, name);
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(given) as Values;
}
