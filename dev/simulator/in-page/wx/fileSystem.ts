import type { FileStats, PhoneFunctions, TextEncodingName } from '../../messages/PhoneProtocol';
import { WxFailure } from '../../messages/WxFailure';
import { type ApiHandler, type ApiOptions, callbackApi, type WxFunction } from './asyncApi';
import {
  isArrayBuffer,
  optionalNumber,
  optionalString,
  ownBuffer,
  requiredString,
  wrongType,
} from './options';
import type { WxContext } from './WxContext';

const ENCODINGS: readonly string[] = [
  'ascii',
  'base64',
  'binary',
  'hex',
  'ucs2',
  'ucs-2',
  'utf16le',
  'utf-16le',
  'utf-8',
  'utf8',
  'latin1',
] satisfies TextEncodingName[];

/** WeChat: the methods of FileSystemManager take callbacks only and return nothing. */
export function fileSystemApi({ phone }: WxContext): Record<string, WxFunction> {
  const handlers: Record<string, ApiHandler> = {
    async readFile(options) {
      const encoding = textEncoding(optionalString(options, 'encoding'));
      const position = optionalNumber(options, 'position');
      const length = optionalNumber(options, 'length');
      const content = await phone.readFile({
        filePath: requiredString(options, 'filePath'),
        ...(encoding && { encoding }),
        ...(position !== undefined && { position }),
        ...(length !== undefined && { length }),
      });
      return { data: content.bytes ? ownBuffer(content.bytes) : content.text };
    },
    async open(options) {
      const flag = optionalString(options, 'flag') ?? 'r';
      if (flag !== 'r')
        throw new WxFailure(`the simulator opens files for reading only, not with flag "${flag}"`);
      const filePath = requiredString(options, 'filePath');
      return phone.openFile({ filePath });
    },
    async read(options) {
      const { arrayBuffer } = options;
      if (!isArrayBuffer(arrayBuffer)) throw wrongType('arrayBuffer', 'ArrayBuffer', arrayBuffer);
      const position = optionalNumber(options, 'position');
      if (position === undefined) throw new WxFailure('the simulator reads at a given position only');
      const { bytes } = await phone.readOpenFile({
        fd: requiredString(options, 'fd'),
        position,
        length: optionalNumber(options, 'length') ?? 0,
      });
      const offset = optionalNumber(options, 'offset') ?? 0;
      if (offset + bytes.length > arrayBuffer.byteLength) throw new WxFailure('RangeError: out of range');
      new Uint8Array(arrayBuffer).set(bytes, offset);
      return { arrayBuffer, bytesRead: bytes.length };
    },
    async close(options) {
      await phone.closeFile({ fd: requiredString(options, 'fd') });
      return undefined;
    },
    async stat(options) {
      const path = requiredString(options, 'path');
      const found = await phone.statFile({ path });
      if (options.recursive !== true || !found.directory) return { stats: statsOf(found) };
      const tree = await phone.statTree({ path });
      return { stats: tree.map((entry) => ({ path: entry.path, stats: statsOf(entry.stats) })) };
    },
    async access(options) {
      await phone.accessFile({ path: requiredString(options, 'path') });
      return undefined;
    },
    async unlink(options) {
      await phone.unlinkFile({ filePath: requiredString(options, 'filePath') });
      return undefined;
    },
    async copyFile(options) {
      await phone.copyFile({
        srcPath: requiredString(options, 'srcPath'),
        destPath: requiredString(options, 'destPath'),
      });
      return undefined;
    },
    async saveFile(options) {
      const filePath = optionalString(options, 'filePath');
      return phone.saveFile({
        tempFilePath: requiredString(options, 'tempFilePath'),
        ...(filePath !== undefined && { filePath }),
      });
    },
    async mkdir(options) {
      await phone.makeDirectory({
        dirPath: requiredString(options, 'dirPath'),
        recursive: options.recursive === true,
      });
      return undefined;
    },
    async readdir(options) {
      return phone.readDirectory({ dirPath: requiredString(options, 'dirPath') });
    },
    writeFile: (options) => write(options, phone.writeFile),
    appendFile: (options) => write(options, phone.appendFile),
  };

  const manager = Object.fromEntries(
    Object.entries(handlers).map(([name, handler]) => [name, callbackApi(name, handler)]),
  );
  return { getFileSystemManager: () => manager };
}

async function write(
  options: ApiOptions,
  perform: PhoneFunctions['writeFile'] | PhoneFunctions['appendFile'],
): Promise<undefined> {
  const { data } = options;
  const filePath = requiredString(options, 'filePath');
  if (isArrayBuffer(data)) {
    await perform({ filePath }, new Uint8Array(data));
    return undefined;
  }
  if (typeof data !== 'string') throw wrongType('data', 'String', data);
  const encoding = textEncoding(optionalString(options, 'encoding')) ?? 'utf8';
  await perform({ filePath, text: data, encoding });
  return undefined;
}

function statsOf({ directory, ...stats }: FileStats): object {
  return { ...stats, isDirectory: () => directory, isFile: () => !directory };
}

function textEncoding(given: string | undefined): TextEncodingName | undefined {
  if (given === undefined || given === '') return undefined;
  if (!ENCODINGS.includes(given)) throw new WxFailure(`invalid encoding "${given}"`);
  return given as TextEncodingName;
}
