/** What a link does to what goes over it. */
export interface LinkProfile {
  readonly name: string;
  /** What the phone says that it is connected by. */
  readonly network: 'wifi' | '4g' | '3g' | '2g';
  /** In each direction, for all connections together. Infinity: as fast as this machine. */
  readonly bytesPerSecond: number;
  readonly roundTripMs: number;
  /** Round trips before the first byte of a new connection: one of TCP and one of TLS 1.3, or two of TLS 1.2. */
  readonly handshakes: number;
  /** Absent: no connection is cut. */
  readonly cuts?: {
    /** The chance of each 20 KB that are sent to be the last of their connection. */
    readonly chance: number;
    /** The same seed cuts after the same bytes. */
    readonly seed: number;
  };
}

const KB = 1024;
const MB = 1024 * KB;
const threeG = { network: '3g', bytesPerSecond: 128 * KB, roundTripMs: 300, handshakes: 2 } as const;

/** By the names that `--profile` takes. */
export const profiles = {
  wifi: {
    name: 'Wi-Fi 6 MB/s, 20 ms',
    network: 'wifi',
    bytesPerSecond: 6 * MB,
    roundTripMs: 20,
    handshakes: 2,
  },
  '4g': {
    name: '4G 2.5 MB/s, 60 ms',
    network: '4g',
    bytesPerSecond: 2.5 * MB,
    roundTripMs: 60,
    handshakes: 2,
  },
  '3g': { name: '3G 128 KB/s, 300 ms', ...threeG },
  'cut-3g': { name: '3G, 2 % cut', ...threeG, cuts: { chance: 0.02, seed: 8 } },
  weak: {
    name: 'weak, 20 KB/s, 600 ms',
    network: '2g',
    bytesPerSecond: 20 * KB,
    roundTripMs: 600,
    handshakes: 2,
  },
} satisfies Record<string, LinkProfile>;

export type ProfileName = keyof typeof profiles;

/** None: what this machine can do by itself. */
export const unshaped: LinkProfile = {
  name: 'no link',
  network: 'wifi',
  bytesPerSecond: Number.POSITIVE_INFINITY,
  roundTripMs: 0,
  handshakes: 0,
};
