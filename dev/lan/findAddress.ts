import { networkInterfaces } from 'node:os';

/** An address of this computer in a network. */
export interface CardAddress {
  /** As the system calls the card: `en0`, `Wi-Fi`. */
  readonly card: string;
  readonly address: string;
}

/** Cards of virtual machines, containers and tunnels: a phone is behind none of them. */
const VIRTUAL =
  /^(docker|br-|veth|virbr|vmnet|vboxnet|vnic|utun|tun|tap|ppp|wg|tailscale|zt|bridge|llw|awdl|anpi)|vethernet|virtual|vmware|wsl|hyper-v/i;

/** The IPv4 addresses of this computer, that first by which a phone most likely finds it. */
export function cardAddresses(cards = networkInterfaces()): CardAddress[] {
  const found = Object.entries(cards).flatMap(([card, addresses = []]) =>
    addresses
      .filter(({ family, internal }) => family === 'IPv4' && !internal)
      .map(({ address }) => ({ card, address })),
  );
  return found.sort((a, b) => unlikelihood(a) - unlikelihood(b));
}

/**
 * The address to be found at. Throws when there is none, or when the one that was given is not this computer's.
 *
 * @param given as `--lan`; empty for the likely one.
 */
export function findAddress(given: string, found = cardAddresses()): CardAddress {
  const [likely] = found;
  const list = found.map(({ card, address }) => `  --lan ${address}  (${card})`).join('\n');
  if (likely === undefined)
    throw new Error(
      '--lan: this computer is in no network: it has no IPv4 address but its own.\n→ Connect it to the network that the phone is in, then start again.',
    );
  if (given === '') return likely;
  const chosen = found.find(({ address }) => address === given);
  if (chosen) return chosen;
  throw new Error(
    `--lan ${given} is no IPv4 address of this computer.\n→ Give one of these, or --lan alone:\n${list}`,
  );
}

/** Home and office networks first; an address that a card gave itself because nobody answered it, last. */
function unlikelihood({ card, address }: CardAddress): number {
  if (address.startsWith('169.254.')) return 20;
  const virtual = VIRTUAL.test(card) ? 10 : 0;
  if (address.startsWith('192.168.')) return virtual;
  if (address.startsWith('10.')) return virtual + 1;
  return virtual + (/^172\.(1[6-9]|2\d|3[01])\./.test(address) ? 2 : 3);
}
