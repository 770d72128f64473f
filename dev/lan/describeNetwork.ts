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
    'Whoever has this code may use the simulated phone and its files. Others in the network get nothing: without the code the',
    'simulator and the key service refuse, without a key COS does. The panel, the faults and scripts are for this computer only.',
    'It is plain HTTP, which a network can read: use one that you trust.',
    '\nThe Mini Program itself, in WeChat: npm run preview -- --lan. For the preview of WeChat DevTools, put these two lines into',
    'miniprogram/cos/config.ts, and take them out again; on the phone switch on the debugging (menu → Developer debugging):',
    `  endpoint: '${at.cos}',`,
    `  credentials: { url: '${at.functions}/cos-credentials' },`,
  ].join('\n');
}
