import { createServer } from 'node:net';

/** The port when nobody listens on it, otherwise 0, with which a server picks a free one. */
export function preferPort(port: number, host = '127.0.0.1'): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(0));
    probe.listen(port, host, () => probe.close(() => resolve(port)));
  });
}
