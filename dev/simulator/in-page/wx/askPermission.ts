import type { Scope } from '../../messages/PhoneProtocol';
import { callPhone } from './callPhone';
import type { WxContext } from './WxContext';

/** WeChat asks once: after that the answer stands until the person changes it in the settings. */
export async function askPermission({ environment, overlay }: WxContext, scope: Scope): Promise<boolean> {
  const { value } = await callPhone(environment.bridge, 'permission.request', { scope });
  if (value.state !== 'ask') return value.state === 'granted';
  const granted = await overlay.askPermission(scope);
  await callPhone(environment.bridge, 'permission.answer', { scope, granted });
  return granted;
}
