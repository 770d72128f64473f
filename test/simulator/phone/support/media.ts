import sharp from 'sharp';

export function jpeg(width: number, height: number): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#07c160' } })
    .jpeg()
    .toBuffer();
}

/** An MP4 of a header only: `seconds` long, `width` by `height`. */
export function mp4(seconds: number, width: number, height: number): Buffer {
  const movie = Buffer.alloc(100);
  movie.writeUInt32BE(1000, 12);
  movie.writeUInt32BE(seconds * 1000, 16);
  const track = Buffer.alloc(84);
  track.writeUInt32BE(width * 65536, 76);
  track.writeUInt32BE(height * 65536, 80);
  return Buffer.concat([
    box('ftyp', Buffer.from('mp42\0\0\0\0mp42')),
    box('mdat', Buffer.alloc(32)),
    box('moov', box('mvhd', movie), box('trak', box('tkhd', track))),
  ]);
}

function box(type: string, ...content: Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const header = Buffer.alloc(8);
  header.writeUInt32BE(body.length + 8);
  header.write(type, 4, 'latin1');
  return Buffer.concat([header, body]);
}
