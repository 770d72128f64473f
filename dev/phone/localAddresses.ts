import { isIP } from 'node:net';
import type { CosConfig } from '../doctor/project/CosConfig';

/** A setting of config.ts with an address that a phone may not reach. */
export interface LocalAddress {
  readonly setting: string;
  readonly url: string;
  /** `computer`: this one only. `network`: whoever is in the same one. */
  readonly reach: 'computer' | 'network';
}

/** Where the configuration names this computer or its network: a phone elsewhere finds nothing there. */
export function localAddresses(config: CosConfig): LocalAddress[] {
  const { endpoint, credentials } = config;
  const urls = { endpoint, 'credentials.url': 'url' in credentials ? credentials.url : undefined };
  return Object.entries(urls).flatMap(([setting, url]) => {
    const reach = url === undefined || !URL.canParse(url) ? undefined : reachOf(new URL(url).hostname);
    return reach && url !== undefined ? [{ setting, url, reach }] : [];
  });
}

function reachOf(host: string): LocalAddress['reach'] | undefined {
  const address = host.replace(/^\[|\]$/g, '');
  if (host === 'localhost' || host.endsWith('.localhost')) return 'computer';
  if (isIP(address) === 0) return host.endsWith('.local') ? 'network' : undefined;
  if (/^127\.|^::1$|^0\.0\.0\.0$/.test(address)) return 'computer';
  return /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|f[cd]|fe[89ab])/i.test(address)
    ? 'network'
    : undefined;
}
