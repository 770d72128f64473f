import { mkdirSync } from 'node:fs';
import type { Agent } from 'node:http';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import type { AlbumItem } from '../../messages/AlbumItem';
import type {
  ChosenFile,
  PhoneEvents,
  PhoneFunctions,
  PhoneStart,
  SentFile,
  Visibility,
} from '../../messages/PhoneProtocol';
import { Album } from './Album';
import { type ChoiceFile, Choices } from './Choices';
import { ConsoleLog } from './ConsoleLog';
import { type CallFunction, createPhoneFunctions } from './createPhoneFunctions';
import { NetworkPort, type PagePlace } from './network/NetworkPort';
import { networkFailures } from './network/networkFailures';
import { PhoneFiles } from './PhoneFiles';
import { PhoneStorage } from './PhoneStorage';
import { SettingsStore } from './SettingsStore';
import { Tasks } from './Tasks';

export interface PhoneOptions {
  /** Where album, files, storage and settings are kept. Made when it is not there. */
  dir: string;
  /** Who is logged in, until the panel says otherwise. */
  openId: string;
  /** `touristappid` by default. */
  appId?: string;
  /**
   * Where calls really go, as through a proxy: the server hears the host that the Mini Program asked for. Absent: where
   * the URL says.
   */
  proxy?: (url: URL) => URL;
  /** Makes and keeps the connections, such as those of a slow link. Absent: a new one for each request. */
  agent?: Agent;
  /** What `wx.cloud.callFunction` reaches. Absent: it fails as without a cloud environment. */
  callFunction?: CallFunction;
  /** How long calls and script go on in the background, ms; 5,000 by default, as in WeChat. */
  backgroundMs?: number;
}

export interface Phone {
  readonly openId: string;
  readonly settings: SettingsStore;
  readonly console: ConsoleLog;
  /** What a page's `wx` has to know before the Mini Program can start. */
  start(): PhoneStart;
  /** Serves one page, until it disconnects. `from`: default `computer`. */
  connect(page: PhoneEvents, from?: PagePlace): PhoneConnection;
  /** The real path of `http://tmp/…`, `http://usr/…` or `http://store/…`; undefined when there is no such file. */
  filePath(virtualPath: string): string | undefined;
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
  /** What was sent to chats, in order, since this phone was made. */
  sent(): readonly SentFile[];
  /** Brings the Mini Program to the front, or sends it to the background. */
  setShown(shown: boolean): void;
  close(): Promise<void>;
}

export interface PhoneConnection {
  functions: PhoneFunctions;
  /** The page is gone: its network calls end. */
  disconnect(): void;
}

/** WeChat: how long calls and script go on in the background. */
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
  const network = new NetworkPort({
    files,
    settings,
    appId,
    proxy: options.proxy ?? ((url) => url),
    agent: options.agent,
  });
  const pages = new Set<PhoneEvents>();
  const answers: boolean[] = [];
  const clipboard = { text: '' };
  const sent: SentFile[] = [];

  let background: NodeJS.Timeout | undefined;
  const tell = (visibility: Visibility): void => {
    for (const page of [...pages]) page.visibilityChanged(visibility);
  };
  const setShown = (shown: boolean): void => {
    clearTimeout(background);
    tell(shown ? 'front' : 'background');
    if (shown) {
      network.setStill(false);
      return;
    }
    background = setTimeout(() => {
      // In this order: a script that stands still hears of its calls later.
      tell('suspended');
      network.setStill(true);
    }, options.backgroundMs ?? BACKGROUND_MS);
  };

  const parts = {
    appId,
    settings,
    storage,
    files,
    album,
    choices,
    network,
    clipboard,
    sent,
    nextPermissionAnswer: () => answers.shift(),
    setShown,
    callFunction: options.callFunction,
  };

  settings.onChange((current) => {
    for (const page of [...pages]) page.settingsChanged(current);
  });

  return {
    openId: options.openId,
    settings,
    console,
    start: () => ({ settings: settings.current, storage: storage.all(), appId }),
    connect(page, from = 'computer') {
      const tasks = new Tasks(page, from);
      // Who opens a Mini Program brings it to the front.
      setShown(true);
      pages.add(page);
      return {
        functions: createPhoneFunctions(parts, tasks),
        disconnect() {
          pages.delete(page);
          tasks.abortAll();
          // The Mini Program has ended.
          if (pages.size === 0) files.removeTemp();
        },
      };
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
    sent: () => sent,
    setShown,
    async close() {
      clearTimeout(background);
      network.abortAll(networkFailures.interrupted());
      await Promise.all([settings.flush(), storage.flush(), album.flush()]);
    },
  };
}
