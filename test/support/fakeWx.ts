import { randomUUID } from 'node:crypto';
import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { access, copyFile, mkdir, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

type Wx = WechatMiniprogram.Wx;
type Api =
  | keyof Wx
  | 'readFile'
  | 'stat'
  | 'access'
  | 'unlink'
  | 'copyFile'
  | 'mkdir'
  | 'readdir'
  | 'onHeadersReceived';
type NetworkApi = 'request' | 'uploadFile' | 'downloadFile';
type Permission = boolean | undefined;

/** What every asynchronous wx API takes. */
interface Callbacks<R> {
  success?: (result: R) => void;
  fail?: (error: { errMsg: string; errno?: number }) => void;
  complete?: (result: never) => void;
}

export interface SavedItem {
  readonly type: 'image' | 'video';
  readonly name: string;
  readonly bytes: Buffer;
}

/** What wx does in a test: real files in a folder of its own, real HTTP, and a person who answers as told. */
export interface FakeWx {
  readonly wx: Wx;
  /** Files that a test makes for the phone. */
  readonly dir: string;
  /** `wx.env.USER_DATA_PATH`. */
  readonly userData: string;
  readonly album: SavedItem[];
  readonly opened: { path: string; fileType?: string; bytes: Buffer }[];
  readonly calls: { api: Api; options: Readonly<Record<string, unknown>> }[];
  /** What was thrown by a callback; WeChat logs it and goes on. */
  readonly thrown: unknown[];
  clipboard: string | undefined;
  /** `scope.writePhotosAlbum` as getSetting tells it. */
  permission: Permission;
  /** What the person answers when asked, or sets when the settings open. */
  answer: boolean;
  /** The next results of a chooser, by API. */
  readonly choices: Map<keyof Wx, object | 'cancel'>;
  callFunction: (options: { name: string; config?: object }) => Promise<unknown>;
  /** APIs that fail once with this, before anything happens. */
  readonly failures: Map<Api, { errMsg: string; errno?: number }>;
  /** APIs that never call back. */
  readonly silent: Set<Api>;
  /** The most requests, uploads and downloads that ran at once. */
  peak(): number;
  /** Resolves when no API is at work and none was called by what the last one called back. */
  idle(): Promise<void>;
  /** A new file for the phone; returns its path. */
  file(name: string, bytes: Uint8Array): Promise<string>;
  reset(): Promise<void>;
  close(): void;
}

export function createFakeWx(): FakeWx {
  const dir = mkdtempSync(join(tmpdir(), 'fake-wx-'));
  const userData = join(dir, 'usr');
  const storage = new Map<string, unknown>();
  let activity = { open: 0, end: (): void => undefined };
  let running = 0;
  let peak = 0;

  const state: Omit<FakeWx, 'wx'> = {
    dir,
    userData,
    album: [],
    opened: [],
    calls: [],
    thrown: [],
    clipboard: undefined,
    permission: undefined,
    answer: true,
    choices: new Map(),
    callFunction: () => Promise.reject(new Error('no cloud function in this test')),
    failures: new Map(),
    silent: new Set(),
    peak: () => peak,
    idle: () =>
      new Promise((resolve) => {
        if (activity.open === 0) resolve();
        else activity.end = resolve;
      }),
    async file(name, bytes) {
      const path = join(dir, `${randomUUID()}-${basename(name)}`);
      await writeFile(path, bytes);
      return path;
    },
    async reset() {
      for (const list of [state.album, state.opened, state.calls, state.thrown]) list.length = 0;
      for (const set of [state.choices, state.failures, state.silent, storage]) set.clear();
      Object.assign(state, { clipboard: undefined, permission: undefined, answer: true });
      peak = 0;
      // What an earlier test left hanging is none of the next one's.
      activity = { open: 0, end: () => undefined };
      await rm(userData, { recursive: true, force: true });
      await mkdir(userData);
    },
    close: () => rmSync(dir, { recursive: true, force: true }),
  };

  const settle = <R>(callback: ((value: R) => void) | undefined, value: R): void => {
    try {
      callback?.(value);
    } catch (error) {
      state.thrown.push(error);
    }
  };

  /** One asynchronous API: recorded, able to fail or to hang as the test says, never calling back synchronously. */
  const api =
    <O extends object, R extends object>(name: Api, work: (options: O) => Promise<R> | R) =>
    (options: O & Callbacks<R>): void => {
      state.calls.push({ api: name, options: options as never });
      const run = async () => {
        await new Promise(setImmediate);
        const failure = state.failures.get(name);
        if (failure) {
          state.failures.delete(name);
          throw failure;
        }
        return work(options);
      };
      const deliver = <V>(callback: ((value: V) => void) | undefined, value: V) => {
        if (!state.silent.has(name)) {
          settle(callback, value);
          settle(options.complete as ((value: V) => void) | undefined, value);
        }
        mine.open -= 1;
        if (mine.open === 0) mine.end();
      };
      const mine = activity;
      mine.open += 1;
      run().then(
        (result) => deliver(options.success, { errMsg: `${name}:ok`, ...result }),
        (error) => deliver(options.fail, asWxError(name, error)),
      );
    };

  const fileSystem = {
    readFile: api(
      'readFile',
      async (o: { filePath: string; encoding?: string; position?: number; length?: number }) => {
        if (o.encoding) return { data: await readFile(o.filePath, 'utf8') };
        const file = await open(o.filePath);
        const size = (await file.stat()).size;
        const start = o.position ?? 0;
        const buffer = Buffer.alloc(Math.min(o.length ?? size, size - start));
        await file.read(buffer, 0, buffer.length, start);
        await file.close();
        return { data: arrayBuffer(buffer) };
      },
    ),
    stat: api('stat', async ({ path }: { path: string }) => {
      const { size, mode, atimeMs, mtimeMs } = await stat(path);
      const isDirectory = () => false;
      return { stats: { size, mode, lastAccessedTime: atimeMs, lastModifiedTime: mtimeMs, isDirectory } };
    }),
    access: api('access', async ({ path }: { path: string }) => {
      await access(path);
      return {};
    }),
    unlink: api('unlink', async ({ filePath }: { filePath: string }) => {
      await rm(filePath);
      return {};
    }),
    copyFile: api('copyFile', async ({ srcPath, destPath }: { srcPath: string; destPath: string }) => {
      await copyFile(srcPath, destPath);
      return {};
    }),
    mkdir: api('mkdir', async ({ dirPath }: { dirPath: string }) => {
      await mkdir(dirPath);
      return {};
    }),
    readdir: api('readdir', async ({ dirPath }: { dirPath: string }) => ({ files: await readdir(dirPath) })),
  };

  /** One HTTP exchange with WeChat's rules: any status is a success, abort and failures are `<api>:fail …`. */
  const network = (name: NetworkApi, options: NetworkOptions) => {
    let aborted = false;
    let abort = (): void => {
      aborted = true;
    };
    const progress: ((progress: never) => void)[] = [];
    const run = async (o: NetworkOptions) => {
      running += 1;
      peak = Math.max(peak, running);
      try {
        return await exchange(o, (stop) => {
          abort = stop;
          if (aborted) stop();
        });
      } finally {
        running -= 1;
      }
    };
    const headers: ((answer: never) => void)[] = [];
    const o: NetworkOptions = {
      ...options,
      tell: (value) => progress.forEach((p) => void p(value as never)),
      tellHeaders: (header) => {
        if (state.silent.has('onHeadersReceived')) return;
        for (const listener of headers) settle(listener as (value: object) => void, { header });
      },
    };
    api<NetworkOptions, object>(name, run)(o as NetworkOptions & Callbacks<object>);
    return {
      abort: () => abort(),
      onProgressUpdate: (listener: never) => progress.push(listener),
      onHeadersReceived: (listener: never) => headers.push(listener),
    };
  };

  const choose = (name: keyof Wx) =>
    api(name, () => {
      const choice = state.choices.get(name);
      state.choices.delete(name);
      if (!choice || choice === 'cancel') throw { errMsg: `${String(name)}:fail cancel` };
      return choice;
    });
  const save = (type: SavedItem['type'], name: Api) =>
    api(name, async ({ filePath }: { filePath: string }) => {
      if (!state.permission) throw { errMsg: `${String(name)}:fail auth deny` };
      const good = type === 'image' ? /\.(jpe?g|png|gif|webp|bmp|heic)$/ : /\.mp4$/;
      if (!good.test(filePath)) throw { errMsg: `${String(name)}:fail invalid file type` };
      state.album.push({ type, name: basename(filePath), bytes: await readFile(filePath) });
      return {};
    });

  const fake = {
    env: { USER_DATA_PATH: userData },
    getFileSystemManager: () => fileSystem,
    getSystemInfoSync: () => ({ SDKVersion: '3.5.0', platform: 'devtools' }),
    getAppBaseInfo: () => ({ SDKVersion: '3.5.0' }),
    getDeviceInfo: () => ({ platform: 'devtools' }),
    canIUse: () => true,
    getStorageSync: (key: string) => storage.get(key) ?? '',
    setStorageSync: (key: string, value: unknown) => void storage.set(key, value),
    removeStorageSync: (key: string) => void storage.delete(key),
    login: api('login', () => ({ code: 'local-test' })),
    request: (options: NetworkOptions) => network('request', { ...options, send: sendBody }),
    uploadFile: (options: NetworkOptions) =>
      network('uploadFile', { ...options, method: 'POST', send: sendForm }),
    downloadFile: (options: NetworkOptions) => network('downloadFile', { ...options, receive: toFile }),
    chooseMedia: choose('chooseMedia'),
    chooseImage: choose('chooseImage'),
    chooseVideo: choose('chooseVideo'),
    chooseMessageFile: choose('chooseMessageFile'),
    getSetting: api('getSetting', () => ({ authSetting: authSetting(state.permission) })),
    authorize: api('authorize', () => {
      if (state.permission === undefined) state.permission = state.answer;
      if (!state.permission) throw { errMsg: 'authorize:fail auth deny' };
      return {};
    }),
    openSetting: api('openSetting', () => {
      state.permission = state.answer;
      return { authSetting: authSetting(state.permission) };
    }),
    saveImageToPhotosAlbum: save('image', 'saveImageToPhotosAlbum'),
    saveVideoToPhotosAlbum: save('video', 'saveVideoToPhotosAlbum'),
    openDocument: api('openDocument', async (o: { filePath: string; fileType?: string }) => {
      const bytes = await readFile(o.filePath);
      state.opened.push({ path: o.filePath, bytes, ...(o.fileType ? { fileType: o.fileType } : {}) });
      return {};
    }),
    setClipboardData: api('setClipboardData', ({ data }: { data: string }) => {
      state.clipboard = data;
      return {};
    }),
    cloud: {
      init: () => undefined,
      callFunction: api('cloud', async (o: { name: string; config?: object }) => {
        try {
          return { result: await state.callFunction(o) };
        } catch (error) {
          throw { errMsg: `cloud.callFunction:fail ${error}` };
        }
      }),
    },
  };
  // Sealed, so that jest leaves it alone at the end: the SDK stores what it remembers a moment later.
  return Object.assign(state, { wx: Object.seal(fake) as unknown as Wx });
}

interface NetworkOptions {
  url: string;
  method?: string;
  header?: Record<string, string>;
  data?: unknown;
  dataType?: string;
  filePath?: string;
  name?: string;
  formData?: Record<string, string | number>;
  timeout?: number;
  send?: (request: http.ClientRequest, options: NetworkOptions) => Promise<void>;
  receive?: (response: http.IncomingMessage, options: NetworkOptions) => Promise<object>;
  tell?: (progress: object) => void;
  tellHeaders?: (header: Record<string, string>) => void;
}

function exchange(o: NetworkOptions, onStart: (abort: () => void) => void): Promise<object> {
  return new Promise((resolve, reject) => {
    const headers = { ...o.header };
    for (const name of Object.keys(headers))
      if (/^(host|referer|content-length)$/i.test(name)) delete headers[name];
    const request = http.request(o.url, { method: o.method ?? 'GET', headers, agent: false });
    const fail = (reason: string) => {
      reject({ reason });
      request.destroy();
    };
    onStart(() => fail('abort'));
    request.setTimeout(o.timeout ?? 60_000, () => fail('timeout'));
    request.on('error', (error: NodeJS.ErrnoException) => fail(netError(error)));
    request.on('response', (response) => {
      const header = response.headers;
      o.tellHeaders?.(asWritten(response.rawHeaders));
      const receive = o.receive ?? toText;
      receive(response, o).then(
        (body) => resolve({ statusCode: response.statusCode, header, ...body }),
        (error) => fail(netError(error)),
      );
    });
    const sending = o.send ? o.send(request, o) : Promise.resolve(void request.end());
    sending.catch((error) => fail(String(error.message)));
  });
}

/** WeChat: names as the server wrote them, which differs by platform. */
function asWritten(raw: readonly string[]): Record<string, string> {
  return Object.fromEntries(raw.flatMap((name, i) => (i % 2 === 0 ? [[name, raw[i + 1] ?? '']] : [])));
}

async function sendBody(request: http.ClientRequest, { data }: NetworkOptions): Promise<void> {
  if (data instanceof ArrayBuffer) request.end(Buffer.from(data));
  else if (data === undefined || data === null) request.end();
  else request.end(typeof data === 'string' ? data : JSON.stringify(data));
}

async function sendForm(request: http.ClientRequest, options: NetworkOptions): Promise<void> {
  const { filePath = '', name = 'file', formData = {}, tell } = options;
  const boundary = `----${randomUUID()}`;
  const fields = Object.entries(formData).map(
    ([field, value]) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${field}"\r\n\r\n${value}\r\n`,
  );
  const file = `--${boundary}\r\nContent-Disposition: form-data; name="${name}"; filename="${encodeURIComponent(basename(filePath))}"\r\n\r\n`;
  const head = Buffer.from(fields.join('') + file);
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  const total = head.length + (await stat(filePath)).size + tail.length;
  request.setHeader('Content-Type', `multipart/form-data; boundary=${boundary}`);
  request.setHeader('Content-Length', total);
  let sent = 0;
  const write = async (chunk: Buffer) => {
    if (!request.write(chunk)) {
      await new Promise<void>((resolve) => {
        const done = () => {
          request.off('drain', done).off('close', done);
          resolve();
        };
        request.on('drain', done).on('close', done);
      });
    }
    sent += chunk.length;
    const progress = Math.floor((sent / total) * 100);
    tell?.({ progress, totalBytesSent: sent, totalBytesExpectedToSend: total });
  };
  await write(head);
  for await (const chunk of createReadStream(filePath)) {
    if (request.destroyed) return;
    await write(chunk);
  }
  await write(tail);
  request.end();
}

async function toText(response: http.IncomingMessage, { dataType }: NetworkOptions): Promise<object> {
  const text = (await collect(response)).toString();
  if (dataType === 'text') return { data: text };
  try {
    return { data: JSON.parse(text) };
  } catch {
    return { data: text };
  }
}

async function toFile(response: http.IncomingMessage, { filePath, tell }: NetworkOptions): Promise<object> {
  const total = Number(response.headers['content-length']);
  const path = filePath ?? '';
  const bytes = await collect(response, (written) => {
    const progress = Math.floor((written / total) * 100);
    tell?.({ progress, totalBytesWritten: written, totalBytesExpectedToWrite: total });
  });
  await writeFile(path, bytes);
  return { filePath: path };
}

async function collect(response: http.IncomingMessage, tell?: (bytes: number) => void): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response) {
    chunks.push(chunk);
    length += chunk.length;
    tell?.(length);
  }
  return Buffer.concat(chunks);
}

function netError({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'ECONNREFUSED')
    return 'errcode:-102 cronet_error_code:-102 error_msg:net::ERR_CONNECTION_REFUSED';
  return code === 'ECONNRESET' ? 'net::ERR_CONNECTION_RESET' : message;
}

function asWxError(api: Api, error: unknown): { errMsg: string; errno?: number } {
  const { errMsg, errno, reason, code, message, path } = error as Readonly<Record<string, unknown>>;
  if (typeof errMsg === 'string') return { errMsg, ...(typeof errno === 'number' ? { errno } : {}) };
  if (typeof reason === 'string') return { errMsg: `${String(api)}:fail ${reason}` };
  if (code === 'ENOENT')
    return { errMsg: `${String(api)}:fail no such file or directory ${path}`, errno: 1300002 };
  if (code === 'EEXIST') return { errMsg: `${String(api)}:fail file already exists ${path}`, errno: 1301005 };
  return { errMsg: `${String(api)}:fail ${message}` };
}

const authSetting = (permission: Permission) =>
  permission === undefined ? {} : { 'scope.writePhotosAlbum': permission };

const arrayBuffer = (buffer: Buffer): ArrayBuffer =>
  buffer.buffer.slice(buffer.byteOffset, buffer.byteOffset + buffer.length) as ArrayBuffer;
