import { type FileHandle, open } from 'node:fs/promises';

interface Mp4Info {
  /** In px; 0 when the file does not say. */
  width: number;
  height: number;
  /** In seconds; 0 when the file does not say. */
  duration: number;
}

/** More than any header of a video has; it bounds what is read into memory. */
const MOVIE_LIMIT_BYTES = 64 * 1024 * 1024;
const HEADER_BYTES = 16;

/** Undefined when the file is no MP4 or QuickTime file (ISO/IEC 14496-12: it begins with a box `ftyp`). */
export async function readVideoInfo(path: string): Promise<Mp4Info | undefined> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const movie = await findMovie(file, size);
    if (movie === undefined) return undefined;
    return movie === 'absent' ? { width: 0, height: 0, duration: 0 } : describe(movie);
  } finally {
    await file.close();
  }
}

async function findMovie(file: FileHandle, size: number): Promise<Buffer | 'absent' | undefined> {
  let offset = 0;
  while (offset + 8 <= size) {
    const header = Buffer.alloc(HEADER_BYTES);
    await file.read(header, 0, HEADER_BYTES, offset);
    const box = boxAt(header, 0, size - offset);
    if (offset === 0 && box?.type !== 'ftyp') return undefined;
    if (!box) break;
    if (box.type === 'moov') {
      const length = box.end - box.start;
      if (length > MOVIE_LIMIT_BYTES || offset + box.end > size) break;
      const movie = Buffer.alloc(length);
      await file.read(movie, 0, length, offset + box.start);
      return movie;
    }
    offset += box.end;
  }
  return offset === 0 ? undefined : 'absent';
}

function describe(movie: Buffer): Mp4Info {
  const info: Mp4Info = { width: 0, height: 0, duration: 0 };
  for (const box of boxes(movie)) {
    if (box.type === 'mvhd') info.duration = movieSeconds(box.content);
    if (box.type !== 'trak') continue;
    const track = boxes(box.content).find(({ type }) => type === 'tkhd')?.content;
    if (!track || track.length < 8) continue;
    // The last two fields of the track header: width and height, 16.16 fixed point. Sound has 0.
    const width = track.readUInt32BE(track.length - 8) / 65536;
    const height = track.readUInt32BE(track.length - 4) / 65536;
    if (width > info.width) Object.assign(info, { width: Math.round(width), height: Math.round(height) });
  }
  return info;
}

function movieSeconds(header: Buffer): number {
  const wide = header[0] === 1;
  if (header.length < (wide ? 32 : 20)) return 0;
  const timescale = header.readUInt32BE(wide ? 20 : 12);
  const duration = wide ? Number(header.readBigUInt64BE(24)) : header.readUInt32BE(16);
  return timescale === 0 ? 0 : Math.round((duration / timescale) * 1000) / 1000;
}

interface Box {
  type: string;
  content: Buffer;
}

function boxes(buffer: Buffer): Box[] {
  const found: Box[] = [];
  let offset = 0;
  while (offset + 8 <= buffer.length) {
    const box = boxAt(buffer, offset, buffer.length - offset);
    if (!box || offset + box.end > buffer.length) break;
    found.push({ type: box.type, content: buffer.subarray(offset + box.start, offset + box.end) });
    offset += box.end;
  }
  return found;
}

/** A box's type and where its content begins and ends, from its own start. */
function boxAt(
  buffer: Buffer,
  offset: number,
  rest: number,
): { type: string; start: number; end: number } | undefined {
  const size = buffer.readUInt32BE(offset);
  const type = buffer.toString('latin1', offset + 4, offset + 8);
  // Size 0: to the end; size 1: a 64-bit size follows.
  if (size === 0) return { type, start: 8, end: rest };
  if (size !== 1) return size < 8 ? undefined : { type, start: 8, end: size };
  if (buffer.length < offset + 16) return undefined;
  const end = Number(buffer.readBigUInt64BE(offset + 8));
  return end < 16 ? undefined : { type, start: 16, end };
}
