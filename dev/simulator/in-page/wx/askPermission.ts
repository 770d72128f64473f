import type { Scope } from '../../messages/PhoneProtocol';
import type { WxContext } from './WxContext';

/** WeChat asks once: after that the answer stands until the person changes it in the settings. */
export async function askPermission({ phone, overlay }: WxContext, scope: Scope): Promise<boolean> {
  const state = await phone.requestPermission({ scope });
  if (state !== 'ask') return state === 'granted';
  const granted = await overlay.askPermission(scope);
  await phone.answerPermission({ scope, granted });
  return granted;
}
