import { type Crc64, crc64, crc64Start } from '../files/crc64';
import { appendToFile, fileSize, makeFile, readSlice } from '../files/wxFiles';
import type { PacedProgress } from '../task/PacedProgress';
import { type Cancellation, startTask } from '../task/Task';
import type { Content } from './Content';
import { compare, SLICE_BYTES } from './checkContent';
import type { DownloadContext } from './DownloadContext';
import { fetchObject } from './fetchObject';
import { PIECES_AT_ONCE } from './pieceSize';
import type { TemporaryCopies } from './TemporaryCopies';

export interface Pieces {
  readonly key: string;
  readonly content: Content;
  /** What COS says of the object, with its checksum. */
  readonly found: Promise<Content>;
  /** Bytes of each but the last. */
  readonly pieceSize: number;
  /** Where they are joined. */
  readonly path: string;
  readonly copies: TemporaryCopies;
  readonly progress: PacedProgress;
}

/** `overwritten`: there is another version now. `refused`: something between here and COS takes the header `Range` away. */
export type Outcome = 'complete' | 'overwritten' | 'refused';

/** Bytes: an error answer may be longer than the last piece. */
const ERROR_ANSWER = 64 * 1024;

/**
 * Fetches one version of an object in pieces, some at a time, and joins them at `path` while others come. One slice is in
 * memory at a time, and the checksum is taken as it passes. It leaves nothing but the file at `path`.
 */
export async function downloadInPieces(pieces: Pieces, context: DownloadContext): Promise<Outcome> {
  const { content, pieceSize, path, copies, progress } = pieces;
  const { client, attempt } = context;
  const { files } = client.limits;
  const count = Math.ceil(content.size / pieceSize);
  const running = { count: 0 };
  const loaded: number[] = [];
  const paths: string[] = [];
  const fetched: Promise<Outcome>[] = [];

  const fetchNext = async (cancellation: Cancellation): Promise<Outcome> => {
    const index = fetched.length;
    const first = index * pieceSize;
    const last = Math.min(first + pieceSize, content.size) - 1;
    const onLoaded = (bytes: number) => {
      loaded[index] = bytes;
      progress.set(
        loaded.reduce((sum, some) => sum + (some ?? 0), 0),
        content.size,
      );
    };
    const piece = await copies.path('piece', 'part', last - first + 1);
    paths[index] = piece;
    return fetchPiece(pieces, { first, last, path: piece, running, onLoaded }, { ...context, cancellation });
  };

  const task = startTask(attempt, async (cancellation): Promise<Outcome> => {
    let crc = crc64Start;
    await makeFile(path, files);
    for (let index = 0; index < count; index += 1) {
      while (fetched.length < Math.min(count, index + PIECES_AT_ONCE)) {
        const fetching = fetchNext(cancellation);
        // It is heard when it is its turn.
        fetching.catch(() => undefined);
        fetched.push(fetching);
      }
      const outcome = await fetched[index];
      const piece = paths[index];
      if (outcome !== 'complete' || piece === undefined) return outcome ?? 'refused';
      crc = await join(piece, path, crc, context, cancellation);
      await copies.remove(piece);
    }
    const found = await cancellation.unlessCancelled(pieces.found);
    if (found.etag !== content.etag) return 'overwritten';
    compare({ size: await fileSize(path, files), crc }, found, attempt);
    return 'complete';
  });
  try {
    return await context.cancellation.unlessCancelled(task.result);
  } finally {
    // With one that failed the others end, and only then their files can be removed for good.
    task.cancel();
    await Promise.allSettled([task.result, ...fetched]);
    await Promise.all(paths.map((piece) => copies.remove(piece)));
  }
}

interface Range {
  readonly first: number;
  readonly last: number;
  readonly path: string;
  readonly running: { count: number };
  onLoaded(bytes: number): void;
}

function fetchPiece(
  { key, content }: Pieces,
  { first, last, path, running, onLoaded }: Range,
  context: DownloadContext,
): Promise<Outcome> {
  const length = last - first + 1;
  return fetchObject(
    {
      key,
      // Not one version's beginning and another one's end.
      header: { Range: `bytes=${first}-${last}`, 'If-Match': `"${content.etag}"` },
      path,
      bytes: length,
      fileBytes: content.size,
      running,
      most: Math.max(length, ERROR_ANSWER),
      onLoaded,
    },
    ({ statusCode }, bytes) => {
      if (statusCode === 206 && bytes === length) return 'complete';
      if (statusCode === 412) return 'overwritten';
      return statusCode === 200 ? 'refused' : undefined;
    },
    context,
  );
}

/** Puts a piece behind what is at `path`. What WeChat has begun to write it ends: until then nothing can be removed. */
async function join(
  piece: string,
  path: string,
  before: Crc64,
  { client }: DownloadContext,
  { throwIfCancelled }: Cancellation,
): Promise<Crc64> {
  const { files } = client.limits;
  const size = await fileSize(piece, files);
  let crc = before;
  for (let position = 0; position < size; position += SLICE_BYTES) {
    throwIfCancelled();
    const slice = await readSlice(piece, position, Math.min(SLICE_BYTES, size - position), files);
    crc = crc64(new Uint8Array(slice), crc);
    throwIfCancelled();
    await appendToFile(path, slice, files);
  }
  return crc;
}
