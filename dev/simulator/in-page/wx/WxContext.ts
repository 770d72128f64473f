import type { PhoneFunctions, PhoneSettings } from '../../messages/PhoneProtocol';
import type { Overlay } from '../overlay/Overlay';
import type { WxEnvironment } from '../runtime/WxEnvironment';
import type { Privacy } from './privacy';

/** What each API family is made from. */
export interface WxContext {
  environment: WxEnvironment;
  phone: PhoneFunctions;
  overlay: Overlay;
  appId: string;
  privacy: Privacy;
  settings(): PhoneSettings;
}
