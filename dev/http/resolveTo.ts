import dns from 'node:dns';
import { isIP } from 'node:net';

/**
 * From now on every host name that this process asks for leads to this address: a server on this computer can then stand
 * for any host. Returns what ends it. Throws when it is no IP address.
 */
export function resolveTo(address: string): () => void {
  if (isIP(address) === 0) throw new Error(`${address} is no IP address.`);
  const { lookup } = dns;
  const resolving = (_name: string, ...rest: unknown[]): void => {
    Reflect.apply(lookup, dns, [address, ...rest]);
  };
  // Node's sockets look it up here at each connection.
  dns.lookup = resolving as typeof dns.lookup;
  return () => {
    dns.lookup = lookup;
  };
}
