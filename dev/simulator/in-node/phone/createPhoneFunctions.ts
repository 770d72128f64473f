import { createHash, randomUUID } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import type { PhoneFunctions, SentFile } from '../../messages/PhoneProtocol';
import { WxFailure } from '../../messages/WxFailure';
import type { Album } from './Album';
import type { Choices } from './Choices';
import { checkAlbumFile } from './checkAlbumFile';
import { checkDocument } from './checkDocument';
import { cloudFailure } from './cloudFailure';
import { compressImage } from './media/compressImage';
import { readImageInfo } from './media/readImageInfo';
import { readVideoInfo } from './media/readVideoInfo';
import type { NetworkPort } from './network/NetworkPort';
import type { PhoneFiles } from './PhoneFiles';
import type { PhoneStorage } from './PhoneStorage';
import type { SettingsStore } from './SettingsStore';
import type { Tasks } from './Tasks';

/** Rejects with a message; one in WeChat's wording is passed on as it is. */
export type CallFunction = (name: string, data: unknown, openId: string) => Promise<unknown>;

interface PhoneParts {
  appId: string;
  settings: SettingsStore;
  storage: PhoneStorage;
  files: PhoneFiles;
  album: Album;
  choices: Choices;
  network: NetworkPort;
  clipboard: { text: string };
  sent: SentFile[];
  /** A test's answer to the next permission dialog. */
  nextPermissionAnswer(): boolean | undefined;
  setShown(shown: boolean): void;
  callFunction: CallFunction | undefined;
}

/** What each call of a page does. */
export function createPhoneFunctions(parts: PhoneParts, tasks: Tasks): PhoneFunctions {
  const { settings, storage, files, album, choices, network, clipboard, sent } = parts;

  /** A local file, or a network image that is downloaded first as WeChat does. */
  const localFile = async (src: string): Promise<string> => {
    if (!/^https?:\/\//.test(src) || /^http:\/\/(tmp|usr|store)\//.test(src)) return files.file(src);
    const { tempFilePath } = await tasks.run(internalTask(), (task) =>
      network.downloadFile({ task: 0, url: src, header: {} }, task),
    );
    return files.file(tempFilePath ?? src);
  };

  return {
    setStorage: ({ key, json }) => storage.set(key, json),
    removeStorage: ({ key }) => storage.remove(key),

    async readFile(params) {
      const bytes = await files.readFile(params);
      return params.encoding === undefined ? { bytes } : { text: bytes.toString(params.encoding) };
    },
    openFile: async ({ filePath }) => ({ fd: await files.open(filePath) }),
    readOpenFile: async ({ fd, position, length }) => ({ bytes: await files.read(fd, position, length) }),
    closeFile: async ({ fd }) => files.close(fd),
    statFile: ({ path }) => files.stat(path),
    statTree: ({ path }) => files.statTree(path),
    accessFile: ({ path }) => files.access(path),
    unlinkFile: ({ filePath }) => files.unlink(filePath),
    copyFile: ({ srcPath, destPath }) => files.copyFile(srcPath, destPath),
    saveFile: async ({ tempFilePath, filePath }) => ({
      savedFilePath: await files.saveFile(tempFilePath, filePath),
    }),
    makeDirectory: ({ dirPath, recursive }) => files.mkdir(dirPath, recursive),
    readDirectory: async ({ dirPath }) => ({ files: await files.readdir(dirPath) }),
    writeFile: ({ filePath, text, encoding }, bytes) =>
      files.writeFile(filePath, bytes ?? Buffer.from(text ?? '', encoding ?? 'utf8')),
    appendFile: ({ filePath, text, encoding }, bytes) =>
      files.appendFile(filePath, bytes ?? Buffer.from(text ?? '', encoding ?? 'utf8')),

    async request(params, bytes) {
      const { answer, body } = await tasks.run(params.task, (task) => network.request(params, bytes, task));
      if (params.responseType === 'arraybuffer') return { ...answer, bytes: body };
      return { ...answer, text: Buffer.from(body).toString('utf8') };
    },
    async uploadFile(params) {
      const { answer, text } = await tasks.run(params.task, (task) => network.uploadFile(params, task));
      return { ...answer, text };
    },
    async downloadFile(params) {
      const { answer, ...file } = await tasks.run(params.task, (task) => network.downloadFile(params, task));
      return { ...answer, ...file };
    },
    abortTask: ({ task }) => tasks.abort(task),

    setShown: ({ shown }) => parts.setShown(shown),

    nextChoice: ({ count }) => choices.next(count),
    async imageInfo({ src }) {
      const info = await readImageInfo(await localFile(src));
      if (!info) throw new WxFailure('image format not supported');
      return info;
    },
    async videoInfo({ src }) {
      const path = await files.file(src);
      const info = await readVideoInfo(path);
      if (!info) throw new WxFailure('invalid video');
      return { ...info, size: (await stat(path)).size, type: extname(path).slice(1) };
    },
    async compressImage({ src, quality, width }) {
      const bytes = await compressImage(await localFile(src), quality, width);
      if (!bytes) throw new WxFailure('image format not supported');
      return { tempFilePath: files.addTemp('compressed.jpg', bytes) };
    },
    checkForAlbum: async ({ filePath, type }) => checkAlbumFile(await files.file(filePath), type),
    async saveToAlbum({ filePath, type }) {
      // Threads: so a phone refuses WeChat, whatever the Mini Program may.
      if (!settings.current.photosForWeChat) throw new WxFailure('system permission denied');
      const path = await files.file(filePath);
      await album.save(path, basename(path), type);
    },
    async agreePrivacy() {
      // A tap on the button changes nothing where the agreement does not declare what is asked for.
      if (settings.current.privacy === 'notAsked') settings.update({ privacy: 'agreed' });
    },
    setPhotosForWeChat: async ({ allowed }) => settings.update({ photosForWeChat: allowed }),
    async requestPermission({ scope }) {
      const known = settings.current.permissions[scope] ?? parts.nextPermissionAnswer();
      if (known === undefined) return 'ask';
      if (settings.current.permissions[scope] === undefined) settings.setPermission(scope, known);
      return known ? 'granted' : 'refused';
    },
    answerPermission: async ({ scope, granted }) => settings.setPermission(scope, granted),
    checkDocument: async ({ filePath, fileType }) => checkDocument(await files.file(filePath), fileType),
    async checkShared({ filePath, fileName }) {
      return { name: fileName ?? basename(await files.file(filePath)) };
    },
    async sendToChat({ filePath, name, chat }) {
      const bytes = await readFile(await files.file(filePath));
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      sent.push({ chat, name, size: bytes.length, sha256 });
    },
    async setClipboard({ text }) {
      clipboard.text = text;
    },
    clipboard: async () => ({ text: clipboard.text }),
    async callFunction({ name, data }) {
      const { network, openId } = settings.current;
      if (network === 'none') throw cloudFailure('request:fail net::ERR_INTERNET_DISCONNECTED', -1);
      if (!parts.callFunction) throw cloudFailure('Environment not found', -501000);
      try {
        const result = await parts.callFunction(name, data, openId);
        return { result: result ?? null, requestId: randomUUID() };
      } catch (error) {
        throw cloudFailure(error instanceof Error ? error.message : String(error), -404011);
      }
    },
  };
}

let lastInternalTask = 0;

/** Below zero: pages count upwards from 1. */
function internalTask(): number {
  lastInternalTask -= 1;
  return lastInternalTask;
}
