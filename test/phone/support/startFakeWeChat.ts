import { constants, publicDecrypt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import encodeQR from 'qr';
import sharp from 'sharp';
import { listen } from '../../../dev/http/listen';

/** Who trusts it believes this proxy to be servicewechat.com. Nobody else does. */
export const certificate = join(__dirname, 'certificate.pem');

export interface FakeWeChat {
  /** For HTTPS_PROXY. */
  readonly proxy: string;
  /** Everything that came, by its path. */
  readonly came: { path: string; query: URLSearchParams; body: Buffer }[];
  /** The files of the package that came last, by name. */
  sent(): Map<string, Buffer>;
  close(): Promise<void>;
}

interface FakeOptions {
  /** PEM of the key that WeChat has of this Mini Program. */
  readonly publicKey: string;
  /** What it answers an upload that is signed as it should be; default: success. */
  readonly refusal?: object;
}

export const previewUrl = 'https://mp.weixin.qq.com/a/~~made-up-preview~~';

/**
 * Stands for servicewechat.com, as an HTTPS proxy to it: what miniprogram-ci 2.1.42 asks for on the way of a preview and
 * an upload, with the words that WeChat is known to answer.
 */
export async function startFakeWeChat({ publicKey, refusal }: FakeOptions): Promise<FakeWeChat> {
  const came: FakeWeChat['came'] = [];
  const picture = sharp(Buffer.from(encodeQR(previewUrl, 'svg', { scale: 8 })))
    .resize(430, 430)
    .flatten({ background: 'white' })
    .jpeg()
    .toBuffer();
  const answer = async (path: string, body: Buffer): Promise<object> => {
    if (path === '/wxa/ci/getrandstr') return { errCode: 0, data: { randomString: 'made-up' } };
    if (path === '/wxa/ci/getattr') return { errCode: -1, errMsg: 'this fake knows no attributes' };
    if (path !== '/wxa/ci/upload' && path !== '/wxa/ci/testSourceURL') return { errCode: -1, errMsg: path };
    const { signature } = JSON.parse(String(unpack(body).get('/ci.signature')));
    if (!isSigned(signature, publicKey))
      return { errCode: -1, errMsg: 'get new ticket fail: innerCode: -80011' };
    const subpackages = [
      { name: '__FULL__', size: 600_000 },
      { name: '__APP__', size: 40_000 },
    ];
    return (
      refusal ?? {
        errCode: 0,
        errMsg: 'ok',
        body: { qrcode_img: (await picture).toString('base64'), subpackage_info: subpackages },
      }
    );
  };
  const tls = createTlsServer(
    { cert: readFileSync(certificate), key: readFileSync(join(__dirname, 'key.pem')) },
    (request, response) => {
      const url = new URL(request.url ?? '', 'https://servicewechat.com');
      read(request)
        .then(async (body) => {
          came.push({ path: url.pathname, query: url.searchParams, body });
          return answer(url.pathname, body);
        })
        .then(
          (json) => response.end(JSON.stringify(json)),
          (error: unknown) => response.writeHead(500).end(String(error)),
        );
    },
  );
  const sockets = new Set<Socket>();
  const server = createServer((_request, response) => response.writeHead(405).end());
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    if (request.url !== 'servicewechat.com:443') return socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    tls.emit('connection', socket);
  });
  const listening = await listen(server, 0, '127.0.0.1');
  return {
    proxy: listening.url,
    came,
    sent: () => unpack(came.findLast(({ path }) => /upload|testSource/.test(path))?.body ?? Buffer.alloc(0)),
    async close() {
      for (const socket of sockets) socket.destroy();
      await listening.close();
    },
  };
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function isSigned(signature: string, publicKey: string): boolean {
  try {
    const key = { key: publicKey, padding: constants.RSA_PKCS1_PADDING };
    return String(publicDecrypt(key, Buffer.from(signature, 'base64'))).includes('made-up');
  } catch {
    return false;
  }
}

/** WeChat's format of a package: its dist/ci/utils/pack.js, read backwards. */
function unpack(body: Buffer): Map<string, Buffer> {
  const all = gunzipSync(body);
  let at = 14;
  const number = (): number => {
    at += 4;
    return all.readInt32BE(at - 4);
  };
  return new Map(
    Array.from({ length: number() }, () => {
      const length = number();
      const name = all.toString('utf8', at, at + length);
      at += length;
      const [start, size] = [number(), number()];
      return [name, all.subarray(start, start + size)] as const;
    }),
  );
}
