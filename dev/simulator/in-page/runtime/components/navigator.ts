import type { Builtin } from './Builtin';
import { hover } from './hover';

export const navigator: Builtin = {
  tag: 'navigator',
  slot: true,
  properties: {
    ...hover,
    hoverClass: 'navigator-hover',
    target: 'self',
    url: '',
    openType: 'navigate',
    delta: 1,
  },
  mount({ data, trigger }, { navigation, warn }) {
    const go = (openType: string, url: string, delta: number): Promise<void> => {
      switch (openType) {
        case 'navigate':
          return navigation.navigateTo(url);
        case 'redirect':
          return navigation.redirectTo(url);
        case 'reLaunch':
          return navigation.reLaunch(url);
        case 'switchTab':
          return navigation.switchTab(url);
        case 'navigateBack':
          return navigation.navigateBack(delta);
        default:
          return Promise.reject(new Error(`<navigator open-type="${openType}"> is not simulated.`));
      }
    };
    return {
      tap() {
        const { openType, url, delta } = data();
        go(String(openType), String(url), Number(delta)).then(
          () => trigger('success', { errMsg: 'navigator:ok' }),
          (error: Error) => {
            warn(error.message);
            trigger('fail', { errMsg: error.message });
          },
        );
      },
    };
  },
};
