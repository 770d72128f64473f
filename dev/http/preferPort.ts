import { createServer } from 'node:net';

/** The port when nobody listens on it, otherwise 0, with which a server picks a free one. */
export async function preferPort(port: number, ...addresses: (string | undefined)[]): Promise<number> {
  for (const address of ['127.0.0.1', ...addresses]) {
    if (address !== undefined && !(await isFree(port, address))) return 0;
  }
  return port;
}

function isFree(port: number, address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, address, () => probe.close(() => resolve(true)));
  });
}
