import { CosError } from '../errors/CosError';
import type { CosRequest } from '../http/CosRequest';
import type { Query } from '../http/Query';
import type { Reply } from '../http/Reply';
import { refuseImageOperations } from '../images/ImageOperations';
import { type Frame, takeFrame } from '../images/takeFrame';
import { findReadable } from './findObject';
import type { Service } from './Service';

const MAX_SIDE = 4096;

/**
 * A frame of a video, `ci-process=snapshot` (documents 55671 and 75255). A bucket without media processing says "media bucket unbinded,
 * bucket's host is unavailable" (document 460/72911); with which status and code is not documented, and this server is never one.
 */
export async function generateSnapshot(service: Service, request: CosRequest): Promise<Reply> {
  const object = findReadable(service, request);
  refuseImageOperations(request.query);
  const frame = readFrame(request.query);
  const { contents } = service.storage;
  const release = contents.hold(object.contents);
  try {
    const video = { folder: contents.folder, files: object.contents.map(({ id }) => id) };
    const bytes = await takeFrame(video, frame, { gone: request.gone });
    return {
      status: 200,
      headers: { 'content-type': frame.format === 'png' ? 'image/png' : 'image/jpeg' },
      body: { kind: 'bytes', bytes },
    };
  } finally {
    await release();
  }
}

/** Which code COS has for a wrong parameter is not documented; this server says `InvalidArgument`. */
function readFrame(query: Query): Frame {
  return {
    seconds: number(query, 'time', /^\d{1,6}(\.\d{1,6})?$/),
    width: side(query, 'width'),
    height: side(query, 'height'),
    format: choice(query, 'format', ['jpg', 'png']),
    turned: choice(query, 'rotate', ['auto', 'off']) === 'auto',
    exact: choice(query, 'mode', ['exactframe', 'keyframe']) === 'exactframe',
  };
}

function side(query: Query, name: string): number {
  if (!query.get(name)) return 0;
  const pixels = number(query, name, /^\d{1,4}$/);
  if (pixels > MAX_SIDE) throw invalid(query, name, `0 to ${MAX_SIDE}`);
  return pixels;
}

function number(query: Query, name: string, form: RegExp): number {
  const text = query.get(name) ?? '';
  if (!form.test(text)) throw invalid(query, name, 'a number');
  return Number(text);
}

/** The first is the default. */
function choice<const Choice extends string>(
  query: Query,
  name: string,
  choices: readonly [Choice, ...Choice[]],
): Choice {
  const text = query.get(name) || choices[0];
  const found = choices.find((one) => one === text);
  if (!found) throw invalid(query, name, choices.join(' or '));
  return found;
}

function invalid(query: Query, name: string, wanted: string): CosError {
  return new CosError('InvalidArgument', { reason: `${name} is "${query.get(name) ?? ''}", not ${wanted}.` });
}
