import type { Server } from 'node:http';
import { type AddressInfo, createServer, type Server as NetServer } from 'node:net';

export interface Listening {
  /** `http://127.0.0.1:7301` */
  url: string;
  port: number;
  /** Ends open connections as well. Once is enough, more do no harm. */
  close(): Promise<void>;
}

/**
 * Rejects with Node's error (`EADDRINUSE`, …) when the port can't be had. Port 0 picks a free one.
 *
 * @param also another address of this computer, at which it listens by the same port.
 */
export async function listen(server: Server, port: number, host: string, also?: string): Promise<Listening> {
  const listeners: NetServer[] = [];
  const start = async (one: NetServer, at: number, address: string): Promise<number> => {
    await new Promise<void>((resolve, reject) => {
      one.once('error', reject);
      one.listen(at, address, () => resolve());
    });
    listeners.push(one);
    return (one.address() as AddressInfo).port;
  };
  const close = async (): Promise<void> => {
    const closed = listeners.map((one) => new Promise<void>((resolve) => one.close(() => resolve())));
    server.closeAllConnections();
    await Promise.all(closed);
  };
  const taken = await start(server, port, host);
  if (also !== undefined) {
    // The one server answers them all: it counts, limits and ends their connections.
    const second = createServer((socket) => server.emit('connection', socket));
    await start(second, taken, also).catch(async (error: unknown) => {
      await close();
      throw error;
    });
  }
  return { url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`, port: taken, close };
}
