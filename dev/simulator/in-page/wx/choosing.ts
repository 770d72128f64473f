import type { ChosenFile } from '../../messages/PhoneProtocol';
import { WxFailure } from '../../messages/WxFailure';
import { type ApiOptions, asyncApis, type WxFunction } from './asyncApi';
import { optionalNumber, requiredArray, strings } from './options';
import type { WxContext } from './WxContext';

type Kind = ChosenFile['kind'];

interface Question {
  api: string;
  count: number;
  /** Which kinds may be chosen. */
  kinds: readonly Kind[];
  camera: boolean;
  /** With the dot, lower case; empty for all. */
  extensions: string[];
}

const MEDIA_LIMIT = 20;
const IMAGE_LIMIT = 20;
const CHAT_LIMIT = 100;
const ACCEPT: Record<Kind, string> = { image: 'image/*', video: 'video/*', file: '*/*' };

export function choosingApis(context: WxContext): Record<string, WxFunction> {
  const choose = async (question: Question): Promise<ChosenFile[]> => {
    await context.privacy.consent(question.api);
    const files = await ask(context, question);
    const chosen = files.filter((file) => question.kinds.includes(file.kind)).slice(0, question.count);
    if (chosen.length === 0) throw new WxFailure('cancel');
    return chosen;
  };

  return asyncApis({
    async chooseMedia(options) {
      const types = strings(options.mediaType ?? ['image', 'video']);
      const kinds: Kind[] = types.includes('mix') ? ['image', 'video'] : types.filter(isMedia);
      const files = await choose({
        api: 'chooseMedia',
        count: count(options, 9, MEDIA_LIMIT),
        kinds: kinds.length === 0 ? ['image', 'video'] : kinds,
        camera: cameraOnly(options),
        extensions: [],
      });
      const found = new Set(files.map((file) => file.kind));
      return {
        type: found.size > 1 ? 'mix' : files[0]?.kind,
        tempFiles: files.map(({ path, size, kind, width, height, duration, thumbnail }) => ({
          tempFilePath: path,
          size,
          fileType: kind,
          ...(width !== undefined && { width }),
          ...(height !== undefined && { height }),
          ...(duration !== undefined && { duration }),
          ...(thumbnail !== undefined && { thumbTempFilePath: thumbnail }),
        })),
      };
    },
    async chooseImage(options) {
      const files = await choose({
        api: 'chooseImage',
        count: count(options, 9, IMAGE_LIMIT),
        kinds: ['image'],
        camera: cameraOnly(options),
        extensions: [],
      });
      return {
        tempFilePaths: files.map(({ path }) => path),
        tempFiles: files.map(({ path, size }) => ({ path, size })),
      };
    },
    async chooseVideo(options) {
      const [file] = await choose({
        api: 'chooseVideo',
        count: 1,
        kinds: ['video'],
        camera: cameraOnly(options),
        extensions: [],
      });
      if (!file) throw new WxFailure('cancel');
      return {
        tempFilePath: file.path,
        size: file.size,
        duration: file.duration ?? 0,
        width: file.width ?? 0,
        height: file.height ?? 0,
        ...(file.thumbnail !== undefined && { thumbTempFilePath: file.thumbnail }),
      };
    },
    async chooseMessageFile(options) {
      const type = options.type;
      const kinds: Kind[] =
        type === 'image' || type === 'video' || type === 'file' ? [type] : ['image', 'video', 'file'];
      const extensions = type === 'file' && options.extension ? requiredArray(options, 'extension') : [];
      const files = await choose({
        api: 'chooseMessageFile',
        count: count(options, CHAT_LIMIT, CHAT_LIMIT),
        kinds,
        camera: false,
        extensions: strings(extensions).map((name) => `.${name.replace(/^\./, '').toLowerCase()}`),
      });
      return {
        tempFiles: files.map(({ path, name, size, kind, time }) => ({
          path,
          name,
          size,
          type: kind,
          time: Math.floor(time / 1000),
        })),
      };
    },
  });
}

/** A test's answer, else the person's. */
async function ask(context: WxContext, question: Question): Promise<ChosenFile[]> {
  const prepared = await context.phone.nextChoice({ count: question.count });
  if (prepared.state === 'files') return prepared.files;
  if (prepared.state === 'cancel') return [];

  const accept =
    question.extensions.length > 0
      ? question.extensions.join(',')
      : question.kinds.includes('file')
        ? ''
        : question.kinds.map((kind) => ACCEPT[kind]).join(',');
  return context.overlay.pickFiles({
    accept,
    multiple: question.count > 1,
    camera: question.camera,
    count: question.count,
  });
}

function count(options: ApiOptions, byDefault: number, limit: number): number {
  const given = optionalNumber(options, 'count') ?? byDefault;
  return Math.max(1, Math.min(limit, Math.floor(given)));
}

function cameraOnly(options: ApiOptions): boolean {
  const sources = strings(options.sourceType);
  return sources.includes('camera') && !sources.includes('album');
}

function isMedia(name: string): name is 'image' | 'video' {
  return name === 'image' || name === 'video';
}
