import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import type { AlbumItem } from '../../messages/AlbumItem';
import type { BridgeAnswer } from '../../messages/Bridge';
import type { ChosenFile } from '../../messages/PhoneProtocol';
import type { PhoneConnection, PhoneService } from '../../messages/PhoneService';
import { WxFailure } from '../../messages/WxFailure';
import { Album } from './Album';
import { type ChoiceFile, Choices } from './Choices';
import { ConsoleLog } from './ConsoleLog';
import { NetworkPort } from './network/NetworkPort';
import { networkFailures } from './network/networkFailures';
import { PhoneFiles } from './PhoneFiles';
import { PhoneStorage } from './PhoneStorage';
import { type CallFunction, createMethods, isPhoneMethod } from './phoneMethods';
import { SettingsStore } from './SettingsStore';
import { Tasks } from './Tasks';

export interface PhoneOptions {
  /** Where album, files, storage and settings are kept. Made when it is not there. */
  dir: string;
  /** Who is logged in, until the panel says otherwise. */
  openId: string;
  /** `touristappid` by default. */
  appId?: string;
  /** What `wx.cloud.callFunction` reaches. Absent: it fails as without a cloud environment. */
  callFunction?: CallFunction;
}

export interface Phone extends PhoneService {
  readonly openId: string;
  readonly settings: SettingsStore;
  readonly console: ConsoleLog;
  connected(connection: PhoneConnection): void;
  disconnected(connection: PhoneConnection): void;
  /** Makes a temporary file of bytes, or of a copy of the file at a path on this machine. Returns its `http://tmp/…` path. */
  addTempFile(name: string, content: Uint8Array | string): string;
  /** Takes over a file that a person chose in the page. `modified` in ms. */
  receiveChosenFile(name: string, modified: number, content: Readable): Promise<ChosenFile>;
  /** What the person chooses the next time the Mini Program asks; without it the page opens a file dialog. */
  nextChoice(choice: ChoiceFile[] | 'cancel'): void;
  /** How the person answers the next permission dialog; without it the page shows the dialog. */
  nextPermission(granted: boolean): void;
  album(): AlbumItem[];
  /** Where the bytes of the item with this id are on this machine. */
  albumPath(id: string): string | undefined;
  /** Returns the function that stops listening. */
  onAlbumChange(listener: () => void): () => void;
  resetPermissions(): void;
  clipboard(): string;
  /** Brings the Mini Program to the front, or sends it to the background. */
  setShown(shown: boolean): void;
  close(): Promise<void>;
}

/** WeChat: how long calls go on in the background. */
const BACKGROUND_MS = 5000;

/** A phone whose disk is a folder of this machine. Throws when the folder can't be used. */
export function createPhone(options: PhoneOptions): Phone {
  const dir = resolve(options.dir);
  mkdirSync(dir, { recursive: true });
  const appId = options.appId ?? 'touristappid';
  const settings = new SettingsStore(resolve(dir, 'settings.json'), options.openId);
  const storage = new PhoneStorage(resolve(dir, 'storage.json'));
  const files = new PhoneFiles(dir);
  const album = new Album(resolve(dir, 'album'));
  const console = new ConsoleLog();
  const choices = new Choices(files);
  const network = new NetworkPort({ files, settings, appId });
  const tasks = new Tasks();
  const connections = new Set<PhoneConnection>();
  const answers: boolean[] = [];
  const clipboard = { text: '' };

  const methods = createMethods({
    appId,
    settings,
    storage,
    files,
    album,
    console,
    choices,
    network,
    tasks,
    clipboard,
    nextPermissionAnswer: () => answers.shift(),
    callFunction: options.callFunction,
  });

  settings.onChange((current) => {
    for (const connection of [...connections]) connection.emit('phone.settings', current);
  });

  let background: NodeJS.Timeout | undefined;

  return {
    openId: options.openId,
    settings,
    console,
    connected: (connection) => void connections.add(connection),
    disconnected: (connection) => {
      connections.delete(connection);
      tasks.abortAll(connection);
      // The Mini Program has ended.
      if (connections.size === 0) files.removeTemp();
    },
    async handle(method, params, body, connection): Promise<BridgeAnswer<unknown, Uint8Array>> {
      if (!isPhoneMethod(methods, method)) {
        throw new Error(`The phone was asked for "${method}", which it does not have.`);
      }
      try {
        const reply = await methods[method](params as never, body, connection);
        return { result: { ok: true, value: reply.value }, ...(reply.body && { body: reply.body }) };
      } catch (error) {
        if (!(error instanceof WxFailure)) throw error;
        const { reason, errno, errCode } = error;
        return { result: { ok: false, reason, errno, errCode } };
      }
    },
    filePath: (virtual) => files.existing(virtual),
    addTempFile: (name, content) => files.addTemp(name, content),
    receiveChosenFile: (name, modified, content) => choices.receive(name, modified, content),
    nextChoice: (choice) => choices.prepare(choice),
    nextPermission: (granted) => void answers.push(granted),
    album: () => album.items(),
    albumPath: (id) => album.path(id),
    onAlbumChange: (listener) => album.onChange(listener),
    resetPermissions: () => settings.resetPermissions(),
    clipboard: () => clipboard.text,
    setShown: (shown) => {
      clearTimeout(background);
      for (const connection of [...connections]) connection.emit('phone.shown', { shown });
      if (shown) return;
      background = setTimeout(() => network.abortAll(networkFailures.interrupted()), BACKGROUND_MS);
    },
    async close() {
      clearTimeout(background);
      network.abortAll(networkFailures.interrupted());
      await Promise.all([settings.flush(), storage.flush(), album.flush()]);
    },
  };
}
