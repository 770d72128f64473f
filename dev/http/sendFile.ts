import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { lookup } from 'mime-types';
import { byteRange } from './byteRange';

/** Answers with a file's bytes, or the range of them that was asked for. `download` is the name to save it by. */
export async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  download?: string,
): Promise<void> {
  const { size } = await stat(path);
  const type = lookup(path) || 'application/octet-stream';
  response.setHeader('Content-Type', type);
  response.setHeader('Accept-Ranges', 'bytes');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  // The file may hold a script: it must not run as a page of the simulator. (Browsers show no PDF in a sandbox.)
  if (type !== 'application/pdf') response.setHeader('Content-Security-Policy', 'sandbox');
  if (download !== undefined) {
    const name = encodeURIComponent(download).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
    response.setHeader('Content-Disposition', `attachment; filename*=UTF-8''${name}`);
  }

  const range = byteRange(request.headers.range, size);
  if (range === 'unsatisfiable') {
    response.writeHead(416, { 'Content-Range': `bytes */${size}` }).end();
    return;
  }
  const { first: start, last: end } = range ?? { first: 0, last: size - 1 };
  if (range) response.setHeader('Content-Range', `bytes ${start}-${end}/${size}`);
  response.setHeader('Content-Length', end - start + 1);
  response.writeHead(range ? 206 : 200);
  if (request.method === 'HEAD' || end < start) {
    response.end();
    return;
  }
  try {
    await pipeline(createReadStream(path, { start, end }), response);
  } catch (error) {
    // A browser ends a video's download as soon as it has enough.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}
