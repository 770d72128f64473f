import type { LocalCloud } from '../local-cloud/startLocalCloud';
import { terminalCode } from '../terminalCode';
import { type CardAddress, cardAddresses } from './findAddress';

/** What `npm start -- --lan` says: the way in, who may come, and what a Mini Program needs. */
export function describeNetwork(card: CardAddress, url: string, at: LocalCloud['at']): string {
  const others = cardAddresses().filter(({ address }) => address !== card.address);
  return [
    `\nOn a phone in the same network (${card.address} on ${card.card}), until this stops:\n`,
    terminalCode(url),
    `\n  ${url}\n`,
    ...others.map((other) => `If the phone finds nothing there: --lan ${other.address} (${other.card}).`),
    'This code opens the simulated phone and its files; nobody in the network gets them without it. The panel, the faults and',
    'scripts work on this computer only. It is plain HTTP: use a network that you trust.',
    '\nIn WeChat on the phone: npm run preview -- --lan. For the preview of WeChat DevTools instead, put these two lines into',
    'miniprogram/cos/config.ts for that time, and on the phone open ··· → 开发调试 (Developer debugging) → 打开调试:',
    `  endpoint: '${at.cos}',`,
    `  credentials: { url: '${at.functions}/cos-credentials' },`,
  ].join('\n');
}
