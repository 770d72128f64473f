import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Passes connections on to a server of this machine, and counts the bytes that are sent to it, headers included. */
export class CountedLink {
  /** Bytes that were sent. */
  sent = 0;
  private goal = { sent: Number.POSITIVE_INFINITY, reached: (): void => undefined };
  private readonly sockets = new Set<Socket>();
  private readonly server = createServer((from) => {
    const to = connect(this.port, '127.0.0.1');
    from.on('data', (bytes) => {
      this.sent += bytes.length;
      if (this.sent >= this.goal.sent) this.goal.reached();
    });
    from.pipe(to).pipe(from);
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      this.sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        this.sockets.delete(one);
        other.destroy();
      });
    }
  });

  constructor(private readonly port: number) {}

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Resolves in the moment in which so many bytes were sent, or after so many milliseconds. */
  reach(sent: number, longest: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, longest);
      const reached = () => {
        clearTimeout(timer);
        this.goal = { sent: Number.POSITIVE_INFINITY, reached: () => undefined };
        resolve();
      };
      this.goal = { sent, reached };
    });
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
