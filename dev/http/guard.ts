import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';

/** Takes over a connection that asked to become a WebSocket. */
type UpgradeListener = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** Whether somebody in the network of this computer may have what they ask for. */
export type Admits = (request: IncomingMessage) => boolean;

/**
 * An HTTP server for its own pages and for programs on this machine: every request and every upgrade passes here first.
 * Beside it runs a browser with pages of anybody, which can send requests to this machine; none of them reads, changes or
 * ends anything.
 *
 * @param admits decides of what comes to another address than 127.0.0.1, when it listens there too. Default: nothing.
 */
export function createGuardedServer(
  answer: RequestListener,
  upgrade?: UpgradeListener,
  admits: Admits = () => false,
): Server {
  const server = createServer((request, response) => {
    const refusal = refusalOf(request, admits);
    if (refusal === undefined) {
      // A page of somebody else could lay its own buttons over it.
      response.setHeader('Content-Security-Policy', "frame-ancestors 'self'");
      answer(request, response);
      return;
    }
    response.writeHead(403, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${refusal}\n`);
    request.resume();
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    if (upgrade && refusalOf(request, admits) === undefined) upgrade(request, socket, head);
    else socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
  });
  return server;
}

/** The path of a request as it came, without its query: not everything that a client sends is a URL. */
export function pathOf({ url = '/' }: IncomingMessage): string {
  return url.replace(/[?#].*$/s, '');
}

/** Whether it came to another address of this computer than that by which it reaches itself. */
export function isFromNetwork({ socket }: IncomingMessage): boolean {
  return !isLoopback(socket.localAddress ?? '');
}

/**
 * Why this request is not answered; undefined for one of a page of this server or of no page at all. Browsers name the
 * origin of a page, and the host that it meant: also for a site whose name was made to point here (DNS rebinding),
 * which an address, or `localhost`, can't be.
 */
function refusalOf(request: IncomingMessage, admits: Admits): string | undefined {
  const { method, headers } = request;
  const { host = '', origin } = headers;
  const { localAddress = '', localPort } = request.socket;
  const atHome = !isFromNetwork(request);
  if (!(atHome ? isOwnName(host) : host === `${localAddress}:${localPort}`)) {
    return `This server is at ${atHome ? '127.0.0.1 and localhost' : localAddress}, not at "${host}".`;
  }
  if (origin !== undefined && origin !== `http://${host}`)
    return `This server is not for pages of ${origin}.`;
  const site = headers['sec-fetch-site'] ?? 'none';
  const opened = method === 'GET' && headers['sec-fetch-dest'] === 'document';
  if (origin === undefined && site !== 'none' && site !== 'same-origin' && !opened)
    return 'This server is not for pages of other sites.';
  if (atHome || admits(request)) return undefined;
  return 'This is for whoever has the code: scan the one that npm start prints.';
}

function isOwnName(host: string): boolean {
  if (!URL.canParse(`http://${host}`)) return false;
  const { hostname, pathname } = new URL(`http://${host}`);
  if (pathname !== '/') return false;
  return hostname === 'localhost' || isLoopback(hostname.replace(/^\[|\]$/g, ''));
}

/** A name can begin as such an address does: 127.example.com is anybody's. */
function isLoopback(address: string): boolean {
  return isIP(address) !== 0 && (address === '::1' || /^(::ffff:)?127\./.test(address));
}
