import type { NetworkInterfaceInfo } from 'node:os';
import { cardAddresses, findAddress } from '../../dev/lan/findAddress';

const card = (address: string, internal = false): NetworkInterfaceInfo[] => [
  { address, family: 'IPv4', internal, netmask: '255.255.255.0', mac: '', cidr: null },
];

const found = cardAddresses({
  lo: card('127.0.0.1', true),
  'vEthernet (WSL)': card('172.22.0.1'),
  docker0: card('172.17.0.1'),
  utun3: card('10.8.0.2'),
  en5: card('169.254.12.1'),
  en0: card('192.168.1.5'),
  en1: [
    { address: 'fe80::1', family: 'IPv6', internal: false, netmask: '', mac: '', cidr: null, scopeid: 4 },
    ...card('10.0.0.7'),
  ],
});

test('of several cards that is taken behind which a phone is', () => {
  expect(found.map(({ address }) => address)).toEqual([
    '192.168.1.5',
    '10.0.0.7',
    '10.8.0.2',
    '172.22.0.1',
    '172.17.0.1',
    '169.254.12.1',
  ]);
  expect(findAddress('', found)).toEqual({ card: 'en0', address: '192.168.1.5' });
  expect(findAddress('10.8.0.2', found)).toEqual({ card: 'utun3', address: '10.8.0.2' });
});

test("an address that is not this computer's, and no network, are told", () => {
  for (const strange of ['192.168.1.6', '127.0.0.1', 'wlan0', '0.0.0.0', 'fe80::1'])
    expect(() => findAddress(strange, found)).toThrow(
      /--lan \S+ is no IPv4 address of this computer\.\n→ Give one of these.*\n {2}--lan 192\.168\.1\.5 {2}\(en0\)/,
    );
  expect(() => findAddress('', [])).toThrow('this computer is in no network');
});
