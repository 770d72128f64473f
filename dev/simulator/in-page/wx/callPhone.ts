import type { Bridge } from '../../messages/Bridge';
import type { PhoneEvents, PhoneMethod, PhoneMethods, PhoneReply } from '../../messages/PhoneProtocol';
import { WxFailure } from '../../messages/WxFailure';

export interface PhoneAnswer<Value> {
  value: Value;
  body?: ArrayBuffer;
}

/** Rejects with `WxFailure` for a failure that WeChat has, with `Error` when the simulator itself failed. */
export async function callPhone<M extends PhoneMethod>(
  bridge: Bridge,
  method: M,
  params: PhoneMethods[M]['params'],
  body?: ArrayBuffer,
): Promise<PhoneAnswer<PhoneMethods[M]['value']>> {
  const answer = await bridge.call<PhoneReply<PhoneMethods[M]['value']>>(method, params, body);
  const reply = answer.result;
  if (!reply.ok) throw new WxFailure(reply.reason, reply.errno, reply.errCode);
  return { value: reply.value, ...(answer.body && { body: answer.body }) };
}

/** Returns the function that stops listening. */
export function onPhone<E extends keyof PhoneEvents>(
  bridge: Bridge,
  event: E,
  listener: (data: PhoneEvents[E]) => void,
): () => void {
  return bridge.on(event, (data) => listener(data as PhoneEvents[E]));
}
