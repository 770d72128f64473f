import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import type { PhoneMethod, PhoneMethods } from '../../messages/PhoneProtocol';
import type { PhoneConnection } from '../../messages/PhoneService';
import { WxFailure } from '../../messages/WxFailure';
import type { Album } from './Album';
import type { Choices } from './Choices';
import type { ConsoleLog } from './ConsoleLog';
import { checkAlbumFile } from './checkAlbumFile';
import { checkDocument } from './checkDocument';
import { cloudFailure } from './cloudFailure';
import { readImageInfo } from './media/readImageInfo';
import { readVideoInfo } from './media/readVideoInfo';
import type { NetworkPort } from './network/NetworkPort';
import type { PhoneFiles } from './PhoneFiles';
import type { PhoneStorage } from './PhoneStorage';
import type { SettingsStore } from './SettingsStore';
import type { Tasks } from './Tasks';

/** Rejects with a message; one in WeChat's wording is passed on as it is. */
export type CallFunction = (name: string, data: unknown, openId: string) => Promise<unknown>;

export interface PhoneParts {
  appId: string;
  settings: SettingsStore;
  storage: PhoneStorage;
  files: PhoneFiles;
  album: Album;
  console: ConsoleLog;
  choices: Choices;
  network: NetworkPort;
  tasks: Tasks;
  clipboard: { text: string };
  /** A test's answer to the next permission dialog. */
  nextPermissionAnswer(): boolean | undefined;
  callFunction: CallFunction | undefined;
}

type Handlers = {
  [M in PhoneMethod]: (
    params: PhoneMethods[M]['params'],
    body: Uint8Array | undefined,
    connection: PhoneConnection,
  ) => Promise<{ value: PhoneMethods[M]['value']; body?: Uint8Array }>;
};

/** What each call of the page does. */
export function createMethods(parts: PhoneParts): Handlers {
  const { settings, storage, files, album, choices, network, tasks, clipboard } = parts;
  const nothing = { value: {} };

  /** A local file, or a network image that is downloaded first as WeChat does. */
  const localFile = async (src: string, connection: PhoneConnection): Promise<string> => {
    if (!/^https?:\/\//.test(src) || /^http:\/\/(tmp|usr|store)\//.test(src)) return files.file(src);
    const { tempFilePath } = await tasks.run(connection, internalTask(), (task) =>
      network.downloadFile({ task: 0, url: src, header: {} }, task),
    );
    return files.file(tempFilePath ?? src);
  };

  return {
    'phone.start': async () => ({
      value: { settings: settings.current, storage: storage.all(), appId: parts.appId },
    }),
    'console.add': async ({ level, text }) => {
      parts.console.add(level, text);
      return nothing;
    },
    'storage.set': async ({ key, json }) => {
      await storage.set(key, json);
      return nothing;
    },
    'storage.remove': async ({ key }) => {
      await storage.remove(key);
      return nothing;
    },

    'files.readFile': async (params) => {
      const bytes = await files.readFile(params);
      if (params.encoding === undefined) return { value: {}, body: bytes };
      return { value: { text: bytes.toString(params.encoding) } };
    },
    'files.open': async ({ filePath }) => ({ value: { fd: await files.open(filePath) } }),
    'files.read': async ({ fd, position, length }) => ({
      value: {},
      body: await files.read(fd, position, length),
    }),
    'files.close': async ({ fd }) => {
      files.close(fd);
      return nothing;
    },
    'files.stat': async ({ path }) => ({ value: await files.stat(path) }),
    'files.access': async ({ path }) => {
      await files.access(path);
      return nothing;
    },
    'files.unlink': async ({ filePath }) => {
      await files.unlink(filePath);
      return nothing;
    },
    'files.copyFile': async ({ srcPath, destPath }) => {
      await files.copyFile(srcPath, destPath);
      return nothing;
    },
    'files.saveFile': async ({ tempFilePath, filePath }) => ({
      value: { savedFilePath: await files.saveFile(tempFilePath, filePath) },
    }),
    'files.mkdir': async ({ dirPath, recursive }) => {
      await files.mkdir(dirPath, recursive);
      return nothing;
    },
    'files.readdir': async ({ dirPath }) => ({ value: { files: await files.readdir(dirPath) } }),
    'files.writeFile': async ({ filePath, text, encoding }, body) => {
      await files.writeFile(filePath, body ?? Buffer.from(text ?? '', encoding ?? 'utf8'));
      return nothing;
    },

    'network.request': async (params, body, connection) => {
      const done = await tasks.run(connection, params.task, (task) => network.request(params, body, task));
      if (params.responseType === 'arraybuffer') return { value: done.answer, body: done.body };
      return { value: { ...done.answer, text: Buffer.from(done.body).toString('utf8') } };
    },
    'network.uploadFile': async (params, _body, connection) => {
      const { answer, text } = await tasks.run(connection, params.task, (task) =>
        network.uploadFile(params, task),
      );
      return { value: { ...answer, text } };
    },
    'network.downloadFile': async (params, _body, connection) => {
      const { answer, ...file } = await tasks.run(connection, params.task, (task) =>
        network.downloadFile(params, task),
      );
      return { value: { ...answer, ...file } };
    },
    'network.abort': async ({ task }, _body, connection) => {
      tasks.abort(connection, task);
      return nothing;
    },

    'choice.next': async ({ count }) => ({ value: await choices.next(count) }),
    'media.imageInfo': async ({ src }, _body, connection) => {
      const info = await readImageInfo(await localFile(src, connection));
      if (!info) throw new WxFailure('image format not supported');
      return { value: info };
    },
    'media.videoInfo': async ({ src }) => {
      const path = await files.file(src);
      const info = await readVideoInfo(path);
      if (!info) throw new WxFailure('invalid video');
      return { value: { ...info, size: (await stat(path)).size, type: extname(path).slice(1) } };
    },
    'album.check': async ({ filePath, type }) => {
      await checkAlbumFile(await files.file(filePath), type);
      return nothing;
    },
    'album.save': async ({ filePath, type }) => {
      const path = await files.file(filePath);
      await album.save(path, basename(path), type);
      return nothing;
    },
    'privacy.agree': async () => {
      // A tap on the button changes nothing where the agreement does not declare what is asked for.
      if (settings.current.privacy === 'notAsked') settings.update({ privacy: 'agreed' });
      return nothing;
    },
    'permission.request': async ({ scope }) => {
      const known = settings.current.permissions[scope] ?? parts.nextPermissionAnswer();
      if (known === undefined) return { value: { state: 'ask' } };
      if (settings.current.permissions[scope] === undefined) settings.setPermission(scope, known);
      return { value: { state: known ? 'granted' : 'refused' } };
    },
    'permission.answer': async ({ scope, granted }) => {
      settings.setPermission(scope, granted);
      return nothing;
    },
    'document.check': async ({ filePath, fileType }) => ({
      value: checkDocument(await files.file(filePath), fileType),
    }),
    'clipboard.set': async ({ text }) => {
      clipboard.text = text;
      return nothing;
    },
    'clipboard.get': async () => ({ value: { text: clipboard.text } }),
    'cloud.callFunction': async ({ name, data }) => {
      const { network: profile, openId } = settings.current;
      if (profile === 'offline') throw cloudFailure('request:fail net::ERR_INTERNET_DISCONNECTED', -1);
      if (!parts.callFunction) throw cloudFailure('Environment not found', -501000);
      try {
        const result = await parts.callFunction(name, data, openId);
        return { value: { result: result ?? null, requestId: randomUUID() } };
      } catch (error) {
        throw cloudFailure(error instanceof Error ? error.message : String(error), -404011);
      }
    },
  };
}

export function isPhoneMethod(methods: Handlers, name: string): name is PhoneMethod {
  return Object.hasOwn(methods, name);
}

let lastInternalTask = 0;

/** Below zero: pages count upwards from 1. */
function internalTask(): number {
  lastInternalTask -= 1;
  return lastInternalTask;
}
