import dns from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

const own = new BlockList();
own.addSubnet('127.0.0.0', 8);
// A connection to "no address" leads here too.
own.addSubnet('0.0.0.0', 8);
own.addAddress('::1', 'ipv6');
own.addAddress('::', 'ipv6');

/** Whether a host is an address by which this computer reaches only itself. A name is not: what it leads to is. */
export function isThisComputer(host: string): boolean {
  const address = host.replace(/^\[|\]$/g, '');
  const version = isIP(address);
  return version !== 0 && own.check(address, version === 6 ? 'ipv6' : 'ipv4');
}

/** What a phone finds at such an address: nobody listens. */
export function connectionRefused(host: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`connect ECONNREFUSED ${host}`), { code: 'ECONNREFUSED' });
}

/** For a socket: names lead anywhere but to this computer. */
export const lookupElsewhere: LookupFunction = (name, options, callback) => {
  dns.lookup(name, { ...options, all: true }, (error, found) => {
    const [first] = found ?? [];
    if (error || !first) return callback(error ?? connectionRefused(name), '');
    if (found.some(({ address }) => isThisComputer(address))) return callback(connectionRefused(name), '');
    if (options.all) return callback(null, found);
    return callback(null, first.address, first.family);
  });
};
