import { randomUUID } from 'node:crypto';
import { open, readFile, stat } from 'node:fs/promises';
import { request } from 'node:http';

interface Options {
  url: string;
  method?: string;
  header?: Record<string, string>;
  data?: string | ArrayBuffer;
  responseType?: string;
  filePath?: string;
  name?: string;
  formData?: Record<string, unknown>;
  success(result: object): void;
  fail(result: object): void;
}

interface FileOptions {
  filePath?: string;
  path?: string;
  position?: number;
  length?: number;
  success(result: object): void;
  fail(result: object): void;
}

/**
 * Puts a global `wx` in place: the part of WeChat that the SDK of COS calls, over real HTTP. Whatever the host in a URL, the connection goes to
 * the given port.
 */
export function installFakeWx(port: () => number): void {
  const storage = new Map<string, unknown>();

  const send = (options: Options, headers: Record<string, string>, body: Buffer | undefined) => {
    // Not by URL, which would resolve the `..` of a key.
    const [, host = '', path = '/'] = /^https?:\/\/([^/]+)(.*)$/.exec(options.url) ?? [];
    const outgoing = request(
      {
        host: '127.0.0.1',
        port: port(),
        method: options.method ?? 'GET',
        path,
        headers: { ...headers, host, ...(body && { 'content-length': String(body.length) }) },
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('end', () => {
          const bytes = Buffer.concat(chunks);
          const data = options.responseType === 'arraybuffer' ? toArrayBuffer(bytes) : bytes.toString();
          options.success({ statusCode: incoming.statusCode, header: incoming.headers, data });
        });
      },
    );
    outgoing.on('error', (error) => options.fail({ errMsg: `request:fail ${error.message}` }));
    outgoing.end(body);
    return { abort: () => outgoing.destroy(), onProgressUpdate: () => undefined };
  };

  const wx = {
    request: (options: Options) => {
      const body = options.data === undefined ? undefined : Buffer.from(options.data as string);
      return send(options, options.header ?? {}, body);
    },
    uploadFile: (options: Options) => {
      const boundary = `----${randomUUID()}`;
      const fields = Object.entries(options.formData ?? {}).map(([name, value]) => {
        return `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
      });
      const file = `--${boundary}\r\nContent-Disposition: form-data; name="${options.name}"; filename="tmp.bin"\r\nContent-Type: image/x-other\r\n\r\n`;
      const headers = { ...options.header, 'Content-Type': `multipart/form-data; boundary=${boundary}` };
      readFile(options.filePath ?? '').then(
        (bytes) => {
          const parts = [Buffer.from(fields.join('') + file), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)];
          send({ ...options, method: 'POST' }, headers, Buffer.concat(parts));
        },
        () => options.fail({ errMsg: 'uploadFile:fail file not found' }),
      );
      return { abort: () => undefined, onProgressUpdate: () => undefined };
    },
    getFileSystemManager: () => ({
      stat: ({ path = '', success, fail }: FileOptions) => {
        stat(path).then(
          (stats) =>
            success({
              stats: {
                size: stats.size,
                lastModifiedTime: Math.floor(stats.mtimeMs / 1000),
                isDirectory: () => stats.isDirectory(),
              },
            }),
          () => fail({ errMsg: 'stat:fail' }),
        );
      },
      readFile: ({ filePath = '', position = 0, length, success, fail }: FileOptions) => {
        readSlice(filePath, position, length).then(
          (bytes) => success({ data: toArrayBuffer(bytes) }),
          () => fail({ errMsg: 'readFile:fail' }),
        );
      },
    }),
    getSystemInfoSync: () => ({ SDKVersion: '3.0.0', platform: 'android' }),
    getAppBaseInfo: () => ({ SDKVersion: '3.0.0' }),
    getDeviceInfo: () => ({ platform: 'android' }),
    canIUse: () => true,
    getNetworkType: () => undefined,
    getSystemInfo: () => undefined,
    getStorageSync: (key: string) => storage.get(key) ?? '',
    setStorageSync: (key: string, value: unknown) => storage.set(key, value),
    removeStorageSync: (key: string) => storage.delete(key),
  };
  // The SDK's bundle names `window`, which WeChat shadows.
  Object.assign(globalThis, { wx, window: {} });
}

async function readSlice(path: string, position: number, length: number | undefined): Promise<Buffer> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const bytes = Buffer.alloc(length ?? size - position);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, position);
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function toArrayBuffer(bytes: Buffer): ArrayBuffer {
  const copy = new ArrayBuffer(bytes.length);
  new Uint8Array(copy).set(bytes);
  return copy;
}
