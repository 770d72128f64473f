import { Agent, type ClientRequestArgs } from 'node:http';
import type { Duplex } from 'node:stream';
import { CutPlan } from './CutPlan';
import { DelayLine } from './DelayLine';
import type { LinkProfile } from './LinkProfile';
import { ShapedConnection } from './ShapedConnection';
import { SharedRate } from './SharedRate';

/** What a phone's own send buffer holds: as many bytes as leave in this time. */
const BUFFER_SECONDS = 0.02;
const BUFFER_BYTES = { least: 8 * 1024, most: 128 * 1024 };

/** What has passed a link so far. */
export interface Passed {
  /** That were opened. */
  readonly connections: number;
  /** Connections that the link cut. */
  readonly cuts: number;
  /** That the phone sent. */
  readonly bytes: number;
  /** How long the phone had nothing to send, between its first byte and its last. */
  readonly idleSeconds: number;
}

/**
 * A phone's way to all servers, below HTTP: the connections of Node's HTTP client go through it. They share one rate in each
 * direction, each byte travels half a round trip, and a new connection costs handshakes; one that is kept alive costs none.
 */
export class ShapedLink extends Agent {
  readonly up: SharedRate;
  readonly down: SharedRate;
  readonly upLine = new DelayLine();
  readonly downLine = new DelayLine();
  /** Of each connection, in each direction. */
  readonly bufferBytes: number;
  readonly oneWayMs: number;
  readonly #cutPlan: CutPlan;
  readonly #open = new Set<ShapedConnection>();
  #connections = 0;
  #cuts = 0;
  #bytes = 0;

  constructor(readonly profile: LinkProfile) {
    super({ keepAlive: true, scheduling: 'lifo' });
    const { bytesPerSecond, roundTripMs, cuts } = profile;
    const { least, most } = BUFFER_BYTES;
    this.up = new SharedRate(bytesPerSecond);
    this.down = new SharedRate(bytesPerSecond);
    this.bufferBytes = Math.min(most, Math.max(least, bytesPerSecond * BUFFER_SECONDS));
    this.oneWayMs = roundTripMs / 2;
    this.#cutPlan = new CutPlan(cuts);
  }

  get passed(): Passed {
    const idleSeconds = this.up.idleMs / 1000;
    return { connections: this.#connections, cuts: this.#cuts, bytes: this.#bytes, idleSeconds };
  }

  override createConnection({ port, host }: ClientRequestArgs): Duplex {
    const connection = new ShapedConnection(this, Number(port), host ?? '127.0.0.1');
    this.#connections += 1;
    this.#open.add(connection);
    return connection;
  }

  /** How many of the bytes that are sent now arrive before their connection is cut. */
  passing(bytes: number): number {
    const passing = this.#cutPlan.passing(this.#bytes, bytes);
    this.#bytes += passing;
    if (passing < bytes) this.#cuts += 1;
    return passing;
  }

  forget(connection: ShapedConnection): void {
    this.#open.delete(connection);
  }

  override destroy(): void {
    for (const connection of this.#open) connection.destroy();
    super.destroy();
  }
}
