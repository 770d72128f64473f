import { type ExecFileException, execFile } from 'node:child_process';
import { CosError } from '../errors/CosError';

/** The frame that is wanted. */
export interface Frame {
  /** From the beginning of the video. */
  seconds: number;
  /** Pixels; 0 with a height keeps the proportions, 0 with 0 the size of the video. */
  width: number;
  height: number;
  format: 'jpg' | 'png';
  /** Turn it as the video says. */
  turned: boolean;
  /** Exactly that frame; otherwise the key frame before it. */
  exact: boolean;
}

/** The bytes of a video: files of a folder, in a row. Their names hold no `|`. */
interface VideoFiles {
  folder: string;
  files: readonly string[];
}

interface FrameLimits {
  /** Aborted when nobody waits for the frame any longer. */
  gone: AbortSignal;
  limitMs?: number;
}

const LIMIT_MS = 30_000;

/** A frame is at most 4096 × 4096 pixels, of 4 bytes each when they are not compressed at all. */
const MAX_BYTES = 4096 * 4096 * 4;

/** ffmpeg opens all at once, and a process may open 1,024 on many machines. */
const MAX_FILES = 900;

/**
 * What a video may be. Without these lists an object could be a play list of ffmpeg that names files of this machine and
 * servers on its network, whose content would then be in the picture.
 */
const ONLY_VIDEOS = [
  ...['-protocol_whitelist', 'file,concat'],
  ...['-format_whitelist', 'mov,matroska,avi,flv,mpegts,mpeg'],
];

const codecs = { jpg: ['mjpeg', '-q:v', '3'], png: ['png'] } as const;

/**
 * Takes a frame of a video with the `ffmpeg` of this machine. It is killed after `limitMs` (default 30 s) or when `gone` is
 * aborted.
 *
 * Throws `NotImplemented` where there is none. What COS answers for what is no video and for a time after its end is not
 * documented; this server says `InvalidArgument`.
 */
export async function takeFrame(video: VideoFiles, frame: Frame, limits: FrameLimits): Promise<Buffer> {
  if (video.files.length > MAX_FILES) {
    throw new CosError('NotImplemented', {
      reason: `The video has ${video.files.length} parts; this server takes frames of up to ${MAX_FILES}.`,
    });
  }
  const picture = await run(video.folder, wordsFor(video.files, frame), limits);
  if (picture.length > 0) return picture;
  throw new CosError('InvalidArgument', { reason: `The video has no frame at ${frame.seconds} s.` });
}

function wordsFor(
  files: readonly string[],
  { seconds, width, height, format, turned, exact }: Frame,
): string[] {
  const scale = width === 0 && height === 0 ? [] : ['-vf', `scale=${width || -1}:${height || -1}`];
  return [
    ...['-hide_banner', '-nostdin', '-v', 'error'],
    ...ONLY_VIDEOS,
    ...(turned ? [] : ['-noautorotate']),
    ...(exact ? [] : ['-noaccurate_seek']),
    ...['-ss', String(seconds), '-i', `concat:${files.join('|')}`],
    ...['-map', '0:v:0', '-frames:v', '1'],
    ...scale,
    ...['-f', 'image2pipe', '-c:v', ...codecs[format], 'pipe:1'],
  ];
}

/** Without a shell: no word can become a command. */
function run(
  folder: string,
  words: readonly string[],
  { gone, limitMs = LIMIT_MS }: FrameLimits,
): Promise<Buffer> {
  const options = {
    cwd: folder,
    env: process.env,
    encoding: 'buffer',
    maxBuffer: MAX_BYTES,
    timeout: limitMs,
    killSignal: 'SIGKILL',
    signal: gone,
  } as const;
  return new Promise((resolve, reject) => {
    execFile('ffmpeg', words, options, (error, stdout, stderr) => {
      if (!error) resolve(stdout);
      else reject(failure(error, stderr.toString().trim(), limitMs));
    });
  });
}

function failure(error: ExecFileException, output: string, limitMs: number): CosError {
  if (error.code === 'ENOENT') {
    return new CosError('NotImplemented', {
      message: 'This machine has no ffmpeg, which the local COS server takes the frames of videos with.',
    });
  }
  if (error.name === 'AbortError') {
    return new CosError('InternalError', { reason: 'The client left before the frame was taken.' });
  }
  if (error.killed) {
    return new CosError('InternalError', { reason: `ffmpeg was stopped: it took more than ${limitMs} ms.` });
  }
  return new CosError('InvalidArgument', { reason: `ffmpeg can't take a frame: ${output || error.message}` });
}
