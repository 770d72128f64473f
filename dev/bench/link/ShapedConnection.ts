import { connect, type Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { ByteQueue } from './ByteQueue';
import type { ShapedLink } from './ShapedLink';
import type { Source } from './SharedRate';

/**
 * A connection over the link, as the phone sees it. What it has written counts as sent once the link has room for it, which is
 * never more than its send buffer ahead of what has left: a real socket of this machine would take megabytes at once.
 */
export class ShapedConnection extends Duplex {
  readonly #server: Socket;
  readonly #up = new ByteQueue();
  readonly #down = new ByteQueue();
  readonly #upward: Source;
  readonly #downward: Source;
  /** Whose write waits for room in the send buffer. */
  #blocked: (() => void) | undefined;
  #open = false;
  #upTurn = false;
  #downTurn = false;

  constructor(
    private readonly link: ShapedLink,
    port: number,
    host: string,
  ) {
    super({ writableHighWaterMark: 16 * 1024, allowHalfOpen: true });
    this.#upward = {
      take: (atMost) => {
        const piece = this.#up.take(atMost);
        this.#upTurn = piece !== undefined;
        return piece;
      },
      left: (piece, at) => this.#leave(piece, at),
    };
    this.#downward = {
      take: (atMost) => {
        const piece = this.#down.take(atMost);
        this.#downTurn = piece !== undefined;
        return piece;
      },
      left: (piece, at) => {
        if (this.#down.length < link.bufferBytes) this.#server.resume();
        link.downLine.add(at + link.oneWayMs, () => this.destroyed || this.push(piece));
      },
    };
    this.#server = connect({ port, host, noDelay: true });
    this.#server.on('data', (chunk) => {
      this.#down.add(chunk);
      if (this.#down.length >= link.bufferBytes) this.#server.pause();
      this.#askForTurns();
    });
    this.#server.on('end', () => this.#later(() => this.push(null)));
    this.#server.on('error', (error) => this.#later(() => this.destroy(error)));
    // Also when nobody reads: who keeps it for a next request has to hear that the server has closed it.
    this.#server.on('close', () => this.#later(() => this.destroy()));
    setTimeout(() => {
      this.#open = true;
      this.#askForTurns();
    }, link.profile.handshakes * link.profile.roundTripMs);
  }

  override _read(): void {
    // What comes is pushed as it comes: the link is what is slow, not the phone.
  }

  override _write(chunk: Uint8Array, _encoding: BufferEncoding, callback: () => void): void {
    this.#up.add(chunk);
    if (this.#up.length < this.link.bufferBytes) callback();
    else this.#blocked = callback;
    this.#askForTurns();
  }

  override _final(callback: () => void): void {
    // Behind what is still on its way.
    this.link.upLine.add(performance.now() + this.link.oneWayMs, () => this.#server.end());
    callback();
  }

  override _destroy(error: Error | null, callback: (error: Error | null) => void): void {
    this.#up.clear();
    this.#down.clear();
    this.#server.destroy();
    this.link.forget(this);
    callback(error);
  }

  // What Node's HTTP client asks of a socket.
  setTimeout = () => this;
  setNoDelay = () => this;
  setKeepAlive = () => this;
  ref = () => this;
  unref = () => this;

  #askForTurns(): void {
    if (!this.#open || this.destroyed) return;
    if (!this.#upTurn && this.#up.length > 0) {
      this.#upTurn = true;
      this.link.up.add(this.#upward);
    }
    if (!this.#downTurn && this.#down.length > 0) {
      this.#downTurn = true;
      this.link.down.add(this.#downward);
    }
  }

  #leave(piece: Uint8Array, at: number): void {
    const passing = this.link.passing(piece.length);
    const isCut = passing < piece.length;
    this.link.upLine.add(at + this.link.oneWayMs, () => {
      if (this.destroyed) return;
      this.#server.write(piece.subarray(0, passing));
      if (isCut) this.destroy(cutOff());
    });
    // Nothing follows, and whoever writes hears of it when the connection ends.
    if (isCut) {
      this.#open = false;
      this.#up.clear();
    }
    if (isCut || !this.#blocked || this.#up.length >= this.link.bufferBytes) return;
    const callback = this.#blocked;
    this.#blocked = undefined;
    callback();
  }

  /** What the server did reaches the phone behind all that it sent before. */
  #later(run: () => void): void {
    const behind = (): void => {
      if (this.destroyed) return;
      if (this.#downTurn) this.link.downLine.add(performance.now() + this.link.oneWayMs, behind);
      else run();
    };
    this.link.downLine.add(performance.now() + this.link.oneWayMs, behind);
  }
}

/** As when a phone leaves the range of its network. */
function cutOff(): Error {
  return Object.assign(new Error('The link cut this connection.'), { code: 'ECONNRESET' });
}
