import { WxFailure } from '../../messages/WxFailure';
import { asyncApis, type WxFunction } from './asyncApi';
import { optionalNumber, optionalString, requiredString } from './options';
import type { WxContext } from './WxContext';

const HEX_COLOR = /^#[0-9a-f]{6}$/i;

export function navigationApis(context: WxContext): Record<string, WxFunction> {
  const { navigation } = context.environment;
  return asyncApis({
    async navigateTo(options) {
      await navigation.navigateTo(requiredString(options, 'url'));
      return undefined;
    },
    async redirectTo(options) {
      await navigation.redirectTo(requiredString(options, 'url'));
      return undefined;
    },
    async reLaunch(options) {
      await navigation.reLaunch(requiredString(options, 'url'));
      return undefined;
    },
    async navigateBack(options) {
      await navigation.navigateBack(optionalNumber(options, 'delta') ?? 1);
      return undefined;
    },
    async setNavigationBarTitle(options) {
      navigation.setNavigationBarTitle(requiredString(options, 'title'));
      return undefined;
    },
    async setNavigationBarColor(options) {
      const front = requiredString(options, 'frontColor');
      const back = requiredString(options, 'backgroundColor');
      if (front !== '#ffffff' && front !== '#000000') {
        throw new WxFailure(`invalid frontColor "${front}"`);
      }
      if (!HEX_COLOR.test(back)) throw new WxFailure(`invalid backgroundColor "${back}"`);
      navigation.setNavigationBarColor(front, back);
      return undefined;
    },
    async startPullDownRefresh() {
      navigation.startPullDownRefresh();
      return undefined;
    },
    async stopPullDownRefresh() {
      navigation.stopPullDownRefresh();
      return undefined;
    },
    async pageScrollTo(options) {
      if (optionalString(options, 'selector') !== undefined) {
        throw new WxFailure('the simulator scrolls to a scrollTop, not to a selector');
      }
      navigation.pageScrollTo(
        optionalNumber(options, 'scrollTop') ?? 0,
        optionalNumber(options, 'duration') ?? 300,
      );
      return undefined;
    },
  });
}
