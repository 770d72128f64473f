import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Listening, listen } from '../../listen';

/** PUT writes a file, GET reads it: no signature, no checksum, no sync, nothing that survives a crash. */
export async function startPlainServer(folder: string): Promise<Listening> {
  await mkdir(folder, { recursive: true });
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? '/', 'http://plain');
    const path = join(folder, encodeURIComponent(pathname));
    if (request.method === 'PUT') {
      await pipeline(request, createWriteStream(path));
      response.end();
      return;
    }
    const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
    const range = start === undefined ? {} : { start: Number(start), end: Number(end) };
    response.statusCode = start === undefined ? 200 : 206;
    if (start === undefined) response.setHeader('Content-Length', (await stat(path)).size);
    await pipeline(createReadStream(path, range), response);
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  return listen(server, 0, '127.0.0.1');
}
