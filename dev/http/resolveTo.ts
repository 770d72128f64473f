import dns from 'node:dns';

/**
 * From now on every host name that this process asks for leads to this address: a server on this computer can then stand
 * for any host. Returns what ends it.
 */
export function resolveTo(address: string): () => void {
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
