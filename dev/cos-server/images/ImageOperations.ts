import { CosError } from '../errors/CosError';
import type { Query } from '../http/Query';
import { type Geometry, parseGeometry } from './geometry';
import { type ImageFormat, imageFormat } from './readImage';

/** What `imageMogr2/…` asks for. */
export interface ImageOperations {
  thumbnail?: Geometry;
  /** Turn the image as its EXIF orientation says, before anything else. */
  autoOrient: boolean;
  /** Clockwise, after scaling; 0–360. */
  rotate?: number;
  /** Absent: that of the original. */
  format?: ImageFormat;
  /** 1–100. */
  quality?: number;
  /** Leave out EXIF and other metadata. */
  strip: boolean;
  progressive: boolean;
}

const PREFIX = /^imageMogr2\//i;

/** The image operations in a URL, undefined when it has none. Throws `InvalidPicOperations`, `NotImplemented`. */
export function findImageOperations(query: Query): ImageOperations | undefined {
  const [name] = query.entries.find(([entry]) => PREFIX.test(entry)) ?? [];
  return name === undefined ? undefined : parseImageOperations(name.replace(PREFIX, ''));
}

/** For what is not done together with them. Throws `NotImplemented` when the URL has any. */
export function refuseImageOperations(query: Query): void {
  const found = query.entries.find(([entry]) => PREFIX.test(entry));
  if (found) throw new CosError('NotImplemented', { reason: `This server does no ${found[0]} here.` });
}

/** @param text `thumbnail/200x/format/webp`, what follows `imageMogr2/`. */
function parseImageOperations(text: string): ImageOperations {
  const operations: ImageOperations = { autoOrient: false, strip: false, progressive: false };
  const words = text.split('/').filter((word) => word !== '');
  const next = (operation: string): string => {
    const word = words.shift();
    if (word === undefined) throw invalid(`${operation} lacks its value.`);
    return word;
  };
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    switch (word) {
      case 'thumbnail':
        operations.thumbnail = geometry(next(word));
        break;
      case 'auto-orient':
        operations.autoOrient = true;
        break;
      case 'rotate':
        operations.rotate = integer(word, next(word), 0, 360);
        break;
      case 'format':
        operations.format = format(next(word));
        break;
      // Relative to the original's, or as a lower bound: the original's is not known here.
      case 'rquality':
      case 'lquality':
      case 'quality':
        // A `!` forces the quality, which is what this server does anyway.
        operations.quality = integer(word, next(word).replace(/!$/, ''), 1, 100);
        break;
      case 'strip':
        operations.strip = true;
        break;
      case 'interlace':
        operations.progressive = integer(word, next(word), 0, 1) === 1;
        break;
      default:
        // COS may know it: what is not done here is not said to be wrong.
        throw notDone(`the operation "${word}"`);
    }
  }
  return operations;
}

function geometry(text: string): Geometry {
  const parsed = parseGeometry(text);
  if (!parsed) throw invalid(`"${text}" is not a size for a thumbnail.`);
  return parsed;
}

function format(text: string): ImageFormat {
  const found = imageFormat(text);
  if (!found) throw notDone(`the format "${text}"`);
  return found;
}

function integer(operation: string, text: string, min: number, max: number): number {
  const value = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= min && value <= max))
    throw invalid(`${operation} is "${text}"; ${min} to ${max} are allowed.`);
  return value;
}

function invalid(reason: string): CosError {
  return new CosError('InvalidPicOperations', { reason });
}

function notDone(what: string): CosError {
  return new CosError('NotImplemented', { reason: `This server does not do ${what} of imageMogr2.` });
}
