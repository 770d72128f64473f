/** What the page and the phone in Node say to each other over the bridge. Types only: both sides import it. */

export type Language = 'zh_CN' | 'en';
export type NetworkProfile = 'online' | 'slow' | 'offline';
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
  network: NetworkProfile;
  privacy: PrivacyState;
  /** False: every address may be called, also http and this machine, as with the switch of WeChat DevTools. */
  verifyDomains: boolean;
  domains: DomainLists;
  permissions: Permissions;
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
  /** Chosen by the page, unique in it: progress events and `network.abort` name it. */
  task: number;
  url: string;
  header: Record<string, string>;
  /** In ms. */
  timeout?: number;
}

export interface RequestParams extends NetworkTaskParams {
  method: string;
  /** The body, when it is text. Bytes travel as the message's body. */
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

export interface HeadersEvent {
  task: number;
  answer: NetworkAnswer;
}

export type ConsoleLevel = 'debug' | 'log' | 'info' | 'warn' | 'error';

interface Method<Params, Value> {
  params: Params;
  value: Value;
}
type Nothing = Record<never, never>;

/** Every call, by its name on the bridge. "body" marks the ones whose bytes travel beside the JSON. */
export interface PhoneMethods {
  'phone.start': Method<Nothing, PhoneStart>;
  'console.add': Method<{ level: ConsoleLevel; text: string }, Nothing>;
  'storage.set': Method<{ key: string; json: string }, Nothing>;
  'storage.remove': Method<{ key: string }, Nothing>;

  /** Without `encoding` the content is the answer's body. */
  'files.readFile': Method<
    { filePath: string; encoding?: TextEncodingName; position?: number; length?: number },
    { text?: string }
  >;
  'files.open': Method<{ filePath: string }, { fd: string }>;
  /** At most `length` bytes from `position` on travel as the answer's body. */
  'files.read': Method<{ fd: string; position: number; length: number }, Nothing>;
  'files.close': Method<{ fd: string }, Nothing>;
  'files.stat': Method<{ path: string }, FileStats>;
  'files.access': Method<{ path: string }, Nothing>;
  'files.unlink': Method<{ filePath: string }, Nothing>;
  'files.copyFile': Method<{ srcPath: string; destPath: string }, Nothing>;
  'files.saveFile': Method<{ tempFilePath: string; filePath?: string }, { savedFilePath: string }>;
  'files.mkdir': Method<{ dirPath: string; recursive: boolean }, Nothing>;
  'files.readdir': Method<{ dirPath: string }, { files: string[] }>;
  /** Text in `text`, bytes as the call's body. */
  'files.writeFile': Method<{ filePath: string; text?: string; encoding?: TextEncodingName }, Nothing>;

  /** Bytes of request and answer travel as bodies. */
  'network.request': Method<RequestParams, NetworkAnswer & { text?: string }>;
  'network.uploadFile': Method<UploadParams, NetworkAnswer & { text: string }>;
  'network.downloadFile': Method<
    DownloadParams,
    NetworkAnswer & { tempFilePath?: string; filePath?: string }
  >;
  'network.abort': Method<{ task: number }, Nothing>;

  'choice.next': Method<{ count: number }, Choice>;
  'media.imageInfo': Method<{ src: string }, ImageInfo>;
  'media.videoInfo': Method<{ src: string }, VideoInfo>;
  'album.check': Method<{ filePath: string; type: 'image' | 'video' }, Nothing>;
  'album.save': Method<{ filePath: string; type: 'image' | 'video' }, Nothing>;
  /** The person agrees to the privacy agreement. */
  'privacy.agree': Method<Nothing, Nothing>;
  /** `ask`: the page has to ask the person and to report with `permission.answer`. */
  'permission.request': Method<{ scope: Scope }, { state: 'granted' | 'refused' | 'ask' }>;
  'permission.answer': Method<{ scope: Scope; granted: boolean }, Nothing>;
  /** Which kind a document is, after WeChat's check. */
  'document.check': Method<{ filePath: string; fileType?: string }, { name: string; type: string }>;
  'clipboard.set': Method<{ text: string }, Nothing>;
  'clipboard.get': Method<Nothing, { text: string }>;
  'cloud.callFunction': Method<{ name: string; data: unknown }, { result: unknown; requestId: string }>;
}

export type PhoneMethod = keyof PhoneMethods;

/** A failure that the Mini Program is to see travels as a value: the bridge's own errors carry no errno. */
export type PhoneReply<Value> =
  | { ok: true; value: Value }
  | { ok: false; reason: string; errno?: number; errCode?: number };

/** What Node tells the page. */
export interface PhoneEvents {
  'network.progress': ProgressEvent;
  'network.headers': HeadersEvent;
  'phone.settings': PhoneSettings;
  /** The Mini Program comes to the front or goes to the background. */
  'phone.shown': { shown: boolean };
}
