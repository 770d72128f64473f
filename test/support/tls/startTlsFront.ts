import { readFileSync } from 'node:fs';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { createServer } from 'node:tls';

/** Who trusts it believes this server to be of *.cos.made-up.test, cos.made-up.test or sts.made-up.test: hosts that there are not. */
export const certificate = join(__dirname, 'certificate.pem');

/** HTTPS before a server on this machine that speaks HTTP. */
export async function startTlsFront(port: number): Promise<{ port: number; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const kept = (socket: Socket): Socket => {
    sockets.add(socket);
    return socket.once('close', () => sockets.delete(socket));
  };
  const server = createServer(
    { cert: readFileSync(certificate), key: readFileSync(join(__dirname, 'key.pem')) },
    (outside) => {
      const inside = kept(connect(port, '127.0.0.1'));
      kept(outside);
      inside.on('error', () => outside.destroy());
      outside.on('error', () => inside.destroy());
      outside.pipe(inside).pipe(outside);
    },
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
