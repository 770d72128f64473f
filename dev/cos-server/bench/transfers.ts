import { type BenchClient, MB } from './BenchClient';
import type { ServerKind } from './ServerProcess';

/** A way to bring bytes to a server or back, that both kinds of server can do. */
export interface Transfer {
  name: string;
  run(client: BenchClient, kind: ServerKind, bytes: number): Promise<void>;
}

const PART_BYTES = 16 * MB;
/** As many as the SDK sends at a time. */
const PARALLEL = 3;
const WHOLE = '/whole';
const PARTS = '/parts';

/** In this order: what is downloaded was uploaded before. */
export const transfers: readonly Transfer[] = [
  {
    name: 'upload, one request',
    run: async (client, _, bytes) => {
      await client.text({ method: 'PUT', path: WHOLE, size: bytes });
    },
  },
  {
    name: 'upload, parts',
    run: (client, kind, bytes) => (kind === 'cos' ? uploadParts(client, bytes) : uploadFiles(client, bytes)),
  },
  {
    name: 'download, one request',
    run: async (client, _, bytes) => expectBytes(await client.download(WHOLE), bytes),
  },
  {
    name: 'download, ranges',
    run: async (client, kind, bytes) => {
      // The other server has no object of the parts.
      const path = kind === 'cos' ? PARTS : WHOLE;
      await eachPart(bytes, async ({ first, size }) => {
        expectBytes(await client.download(path, { range: `bytes=${first}-${first + size - 1}` }), size);
      });
    },
  },
];

interface PartRange {
  /** From 1. */
  number: number;
  /** The first byte. */
  first: number;
  size: number;
}

async function uploadParts(client: BenchClient, bytes: number): Promise<void> {
  const { text } = await client.text({ method: 'POST', path: PARTS, query: { uploads: '' } });
  const [, uploadId = ''] = /<UploadId>(\w+)<\/UploadId>/.exec(text) ?? [];
  const parts: string[] = [];
  await eachPart(bytes, async ({ number, size }) => {
    const query = { partNumber: String(number), uploadId };
    const { etag } = await client.text({ method: 'PUT', path: PARTS, query, size });
    parts[number - 1] = `<Part><PartNumber>${number}</PartNumber><ETag>${etag}</ETag></Part>`;
  });
  const body = `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`;
  await client.text({ method: 'POST', path: PARTS, query: { uploadId }, body });
}

async function uploadFiles(client: BenchClient, bytes: number): Promise<void> {
  await eachPart(bytes, async ({ number, size }) => {
    await client.text({ method: 'PUT', path: `${PARTS}-${number}`, size });
  });
}

async function eachPart(bytes: number, work: (part: PartRange) => Promise<void>): Promise<void> {
  let next = 1;
  const worker = async (): Promise<void> => {
    for (;;) {
      const number = next;
      const first = (number - 1) * PART_BYTES;
      if (first >= bytes) return;
      next += 1;
      await work({ number, first, size: Math.min(PART_BYTES, bytes - first) });
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
}

function expectBytes(received: number, expected: number): void {
  if (received !== expected) throw new Error(`${received} bytes came instead of ${expected}.`);
}
