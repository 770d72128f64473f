/** What a page and the phone in Node say to each other. */

export type Language = 'zh_CN' | 'en';
/** What the phone is connected by, as `wx.getNetworkType` names it. */
export type NetworkType = 'wifi' | '4g' | '3g' | '2g' | 'none';
/**
 * `notAsked`: the first call that needs consent asks for it; `undeclared`: the scope is missing in the privacy agreement;
 * `refused`: the person declined the agreement, and is not asked again.
 */
type PrivacyState = 'agreed' | 'notAsked' | 'undeclared' | 'refused';
/** What is entered in WeChat's console, for each API: domains such as `https://cos.ap-guangzhou.myqcloud.com`. */
export type DomainLists = Record<'request' | 'uploadFile' | 'downloadFile', readonly string[]>;
export type Scope = 'scope.writePhotosAlbum';
/** A scope that was never asked for is absent, as in `wx.getSetting`. */
export type Permissions = { [S in Scope]?: boolean };

export interface PhoneSettings {
  language: Language;
  theme: 'light' | 'dark';
  network: NetworkType;
  /** WeChat has noticed that the network is slow or breaks. It tells so; how fast the network is does not change. */
  weakNetwork: boolean;
  privacy: PrivacyState;
  /** False: every address may be called, also http and this machine, as with the switch of WeChat DevTools. */
  verifyDomains: boolean;
  domains: DomainLists;
  permissions: Permissions;
  /** The phone lets WeChat itself use its photos: a setting of the phone, above that of any Mini Program. */
  photosForWeChat: boolean;
  /** What WeChat runs on: a phone, or a computer with a disk to save to. The screen stays what it is. */
  platform: 'android' | 'windows';
  /** How much larger than usual words are asked for, in WeChat's settings: 1 to 2. Its care mode has 1.4 on a phone. */
  textScale: number;
  /** Who is logged in: `wx.login` gives the code `local-<openId>`. */
  openId: string;
}

/** What `wx` has to know of the phone before the Mini Program can start. */
export interface PhoneStart {
  settings: PhoneSettings;
  /** All of it, because the Sync calls can't ask for it: JSON by key. */
  storage: Record<string, string>;
  appId: string;
}

interface ImageSize {
  width: number;
  height: number;
}

export interface ImageInfo extends ImageSize {
  type: 'jpeg' | 'png' | 'gif' | 'tiff' | 'unknown';
  /** EXIF 1 to 8. */
  orientation: number;
}

interface VideoInfo extends ImageSize {
  /** In seconds. */
  duration: number;
  /** In bytes. */
  size: number;
  /** `mp4`, `mov`: the file's extension. */
  type: string;
}

/** A file that the person sent to a chat. */
export interface SentFile {
  chat: string;
  name: string;
  /** In bytes. */
  size: number;
  /** Hex, of the bytes that were sent. */
  sha256: string;
}

/** A file that a person (or a test) chose: it lies in `http://tmp/` already. */
export interface ChosenFile {
  path: string;
  /** As on the person's disk. */
  name: string;
  /** In bytes. */
  size: number;
  kind: 'image' | 'video' | 'file';
  /** Modified, in ms. */
  time: number;
  width?: number;
  height?: number;
  /** In seconds. */
  duration?: number;
  thumbnail?: string;
}

export type Choice = { state: 'ask' } | { state: 'cancel' } | { state: 'files'; files: ChosenFile[] };

export type TextEncodingName =
  | 'ascii'
  | 'base64'
  | 'binary'
  | 'hex'
  | 'ucs2'
  | 'ucs-2'
  | 'utf16le'
  | 'utf-16le'
  | 'utf-8'
  | 'utf8'
  | 'latin1';

export interface FileStats {
  mode: number;
  /** In bytes. */
  size: number;
  /** In seconds, as WeChat gives it. */
  lastAccessedTime: number;
  lastModifiedTime: number;
  directory: boolean;
}

interface NetworkTaskParams {
  /** Chosen by the page, unique in it: progress events and `abortTask` name it. */
  task: number;
  url: string;
  header: Record<string, string>;
  /** In ms. */
  timeout?: number;
}

export interface RequestParams extends NetworkTaskParams {
  method: string;
  /** The body, when it is text. */
  text?: string;
  responseType: 'text' | 'arraybuffer';
}

export interface UploadParams extends NetworkTaskParams {
  filePath: string;
  name: string;
  /** In order: COS wants the file last and reads what comes before it. */
  formData: [string, string][];
}

export interface DownloadParams extends NetworkTaskParams {
  filePath?: string;
}

export interface NetworkAnswer {
  statusCode: number;
  header: Record<string, string>;
  cookies: string[];
}

export interface ProgressEvent {
  task: number;
  /** Bytes so far. */
  done: number;
  /** Bytes in all; 0 when the server did not say. */
  total: number;
}

interface HeadersEvent {
  task: number;
  answer: NetworkAnswer;
}

export type ConsoleLevel = 'debug' | 'log' | 'info' | 'warn' | 'error';

/** Text or bytes, as it was asked for. */
export type Content = { text: string; bytes?: undefined } | { text?: undefined; bytes: Uint8Array };

/** What a page asks of the phone. Rejects with `WxFailure` for a failure that WeChat has. */
export interface PhoneFunctions {
  setStorage(params: { key: string; json: string }): Promise<void>;
  removeStorage(params: { key: string }): Promise<void>;

  /** With `encoding` the content is `text`. */
  readFile(params: {
    filePath: string;
    encoding?: TextEncodingName;
    position?: number;
    length?: number;
  }): Promise<Content>;
  openFile(params: { filePath: string }): Promise<{ fd: string }>;
  /** At most `length` bytes from `position` on. */
  readOpenFile(params: { fd: string; position: number; length: number }): Promise<{ bytes: Uint8Array }>;
  closeFile(params: { fd: string }): Promise<void>;
  statFile(params: { path: string }): Promise<FileStats>;
  /** A folder and all that is in it, by their paths below it. */
  statTree(params: { path: string }): Promise<{ path: string; stats: FileStats }[]>;
  accessFile(params: { path: string }): Promise<void>;
  unlinkFile(params: { filePath: string }): Promise<void>;
  copyFile(params: { srcPath: string; destPath: string }): Promise<void>;
  saveFile(params: { tempFilePath: string; filePath?: string }): Promise<{ savedFilePath: string }>;
  makeDirectory(params: { dirPath: string; recursive: boolean }): Promise<void>;
  readDirectory(params: { dirPath: string }): Promise<{ files: string[] }>;
  writeFile(
    params: { filePath: string; text?: string; encoding?: TextEncodingName },
    bytes?: Uint8Array,
  ): Promise<void>;
  appendFile(
    params: { filePath: string; text?: string; encoding?: TextEncodingName },
    bytes?: Uint8Array,
  ): Promise<void>;

  request(params: RequestParams, bytes?: Uint8Array): Promise<NetworkAnswer & Content>;
  uploadFile(params: UploadParams): Promise<NetworkAnswer & { text: string }>;
  downloadFile(params: DownloadParams): Promise<NetworkAnswer & { tempFilePath?: string; filePath?: string }>;
  abortTask(params: { task: number }): void;

  /** The person leaves the Mini Program by its capsule, or comes back. The phone tells it to all pages. */
  setShown(params: { shown: boolean }): void;

  nextChoice(params: { count: number }): Promise<Choice>;
  imageInfo(params: { src: string }): Promise<ImageInfo>;
  videoInfo(params: { src: string }): Promise<VideoInfo>;
  /** A JPEG; `width` in px, absent: as it is. `quality`: 0 to 100. */
  compressImage(params: { src: string; quality: number; width?: number }): Promise<{ tempFilePath: string }>;
  checkForAlbum(params: { filePath: string; type: 'image' | 'video' }): Promise<void>;
  saveToAlbum(params: { filePath: string; type: 'image' | 'video' }): Promise<void>;
  /** The person agrees to the privacy agreement. */
  agreePrivacy(): Promise<void>;
  /** The person changes it in the settings of the phone. */
  setPhotosForWeChat(params: { allowed: boolean }): Promise<void>;
  /** `ask`: the page has to ask the person and to report with `answerPermission`. */
  requestPermission(params: { scope: Scope }): Promise<'granted' | 'refused' | 'ask'>;
  answerPermission(params: { scope: Scope; granted: boolean }): Promise<void>;
  /** Which kind a document is, after WeChat's check. */
  checkDocument(params: { filePath: string; fileType?: string }): Promise<{ name: string; type: string }>;
  /** The name of a file that is there, as a chat or a disk gets it. */
  checkShared(params: { filePath: string; fileName?: string }): Promise<{ name: string }>;
  sendToChat(params: { filePath: string; name: string; chat: string }): Promise<void>;
  setClipboard(params: { text: string }): Promise<void>;
  clipboard(): Promise<{ text: string }>;
  callFunction(params: { name: string; data: unknown }): Promise<{ result: unknown; requestId: string }>;
}

/** A phone, for one page. */
export interface ConnectedPhone {
  start: PhoneStart;
  functions: PhoneFunctions;
}

/** `suspended`: so long in the background that WeChat has stopped its script. */
export type Visibility = 'front' | 'background' | 'suspended';

/** What the phone tells a page. */
export interface PhoneEvents {
  taskProgress(event: ProgressEvent): void;
  taskHeaders(event: HeadersEvent): void;
  settingsChanged(settings: PhoneSettings): void;
  visibilityChanged(visibility: Visibility): void;
}
