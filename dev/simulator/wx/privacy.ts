import type { WxContext } from './WxContext';
import { WxFailure } from './WxFailure';

/** For APIs that WeChat lists in its privacy agreement: choosing, saving to the album, the clipboard. */
export function checkPrivacy({ settings }: WxContext): void {
  const { privacy } = settings();
  if (privacy === 'undeclared') {
    throw new WxFailure('api scope is not declared in the privacy agreement', 112);
  }
  if (privacy === 'refused') throw new WxFailure('privacy permission is not authorized', 104);
}
