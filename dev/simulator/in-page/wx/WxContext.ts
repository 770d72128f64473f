import type { PhoneSettings } from '../../messages/PhoneProtocol';
import type { Overlay } from '../overlay/Overlay';
import type { WxEnvironment } from '../runtime/WxEnvironment';
import { type ApiHandler, asyncApi, type WxFunction } from './asyncApi';
import type { Privacy } from './privacy';

/** What each API family is made from. */
export interface WxContext {
  environment: WxEnvironment;
  overlay: Overlay;
  appId: string;
  privacy: Privacy;
  settings(): PhoneSettings;
}

/** A table of handlers becomes a table of WeChat functions. */
export function asyncApis(
  { environment }: WxContext,
  handlers: Record<string, ApiHandler>,
): Record<string, WxFunction> {
  return Object.fromEntries(
    Object.entries(handlers).map(([name, handler]) => [name, asyncApi(environment.window, name, handler)]),
  );
}
