import type { Simulated } from './startProduct';

/** The person reads the word that comes before WeChat's question for the album, goes on, and answers the question. */
export async function answerAlbum({ miniProgram, phone }: Simulated, allowed: boolean): Promise<void> {
  phone.nextPermission(allowed);
  await miniProgram.mockWxMethod('showModal', { confirm: true, cancel: false, errMsg: 'showModal:ok' });
}
