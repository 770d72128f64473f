import { type Attempt, Failure } from '../failures/Failure';
import { type Crc64, crc64, crc64Start, crc64Text } from '../files/crc64';
import { canRead, readSlice } from '../files/wxFiles';
import type { Content } from './Content';
import type { DownloadContext } from './DownloadContext';

/**
 * Bytes that are in memory at a time. The thread is held for the checksum of one slice: 1 ms, without a JIT (iPhones)
 * 12 ms on a desktop machine (`npm run bench -- --checksums`).
 */
export const SLICE_BYTES = 512 * 1024;
/**
 * Rejects with `checksum-mismatch` unless the file at `path` is this content. It reads the file once more, slice by slice, and
 * each slice can be cancelled: 200 MB are 400 slices, 0.4 s of computing with a JIT and 5 s without, on a desktop machine.
 * One of more than 100 MB stays unchecked where WeChat can't read it.
 */
export async function checkContent(
  path: string,
  content: Content,
  { attempt, cancellation, client }: DownloadContext,
): Promise<void> {
  const { size } = content;
  if (!canRead(size)) return;
  let crc = crc64Start;
  for (let position = 0; position < size; position += SLICE_BYTES) {
    const length = Math.min(SLICE_BYTES, size - position);
    const slice = await cancellation.unlessCancelled(
      readSlice(path, position, length, client.limits.files, size),
    );
    crc = crc64(new Uint8Array(slice), crc);
    // The file became shorter since its size was asked for.
    if (slice.byteLength < length)
      return compare({ size: position + slice.byteLength, crc }, content, attempt);
  }
  compare({ size, crc }, content, attempt);
}

/** Throws `checksum-mismatch` unless what was read is this content. */
export function compare(read: { size: number; crc: Crc64 }, content: Content, attempt: Attempt): void {
  const mismatch = (detail: string) => new Failure({ code: 'checksum-mismatch', attempt, detail });
  const { size, checksum } = content;
  if (read.size !== size) throw mismatch(`only ${read.size} of ${size} bytes can be read`);
  const found = crc64Text(read.crc);
  if (checksum !== undefined && found !== checksum)
    throw mismatch(`COS has checksum ${checksum}, the ${size} bytes here have ${found}`);
}
