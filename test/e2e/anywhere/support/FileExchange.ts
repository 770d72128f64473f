import { createServer, type IncomingMessage } from 'node:http';
import { extname } from 'node:path';
import busboy from 'busboy';
import { lookup } from 'mime-types';
import { listen } from '../../../../dev/http/listen';
import { sha256 } from '../../support/media';
import type { SavedFile } from './Person';

/** Files that come to a Mini Program, and files that leave it, by what every one of them can: `wx.downloadFile` and `wx.uploadFile`. */
export interface FileExchange {
  /** Where a Mini Program gets these bytes, as a file with the extension of this name. */
  offer(name: string, bytes: Uint8Array): string;
  /** Where it sends what it saves. */
  readonly savedAt: (type: SavedFile['type']) => string;
  /** The newest first. */
  saved(): SavedFile[];
  close(): Promise<void>;
}

export async function openFileExchange(): Promise<FileExchange> {
  const offered: { type: string; bytes: Uint8Array }[] = [];
  const saved: SavedFile[] = [];
  const server = createServer(async (request, response) => {
    const [, what, which = ''] = (request.url ?? '').split('/');
    if (what === 'offered') {
      const file = offered[Number.parseInt(which, 10)];
      response.setHeader('Content-Type', file?.type ?? '').end(file?.bytes);
      return;
    }
    const bytes = await uploaded(request);
    saved.unshift({ type: which === 'video' ? 'video' : 'image', size: bytes.length, sha256: sha256(bytes) });
    response.end();
  });
  const { url, close } = await listen(server, 0, '127.0.0.1');
  return {
    offer(name, bytes) {
      offered.push({ type: lookup(name) || 'application/octet-stream', bytes });
      return `${url}/offered/${offered.length - 1}${extname(name)}`;
    },
    savedAt: (type) => `${url}/saved/${type}`,
    saved: () => [...saved],
    close,
  };
}

/** The one file of a form. */
function uploaded(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const form = busboy({ headers: request.headers });
    const chunks: Buffer[] = [];
    form.on('file', (_name, file) => file.on('data', (chunk: Buffer) => chunks.push(chunk)));
    form.on('close', () => resolve(Buffer.concat(chunks)));
    form.on('error', reject);
    request.pipe(form);
  });
}
