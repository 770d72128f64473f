import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { testWide } from '../../support/isWide';
import { type OpenWx, openWx } from './support/openWx';
import { readBody, startServer } from './support/startServer';

let open: OpenWx;
beforeEach(async () => {
  open = await openWx();
});
afterEach(() => open.close());

interface Outcome {
  returned: unknown;
  /** What `success` or `fail` got. */
  result: unknown;
  order: [string, unknown][];
}

/** Calls with all three callbacks. Resolves with their order and what they got, when `complete` was called. */
function callbacks(call: (options: never) => unknown, options: object): Promise<Outcome> {
  return new Promise((resolve) => {
    const order: [string, unknown][] = [];
    const note = (name: string) => (result: unknown) => {
      order.push([name, result]);
      if (name === 'complete') resolve({ returned, result: order[0]?.[1], order });
    };
    const all = { ...options, success: note('success'), fail: note('fail'), complete: note('complete') };
    const returned = call(all as never);
  });
}

describe('the shape of a call', () => {
  test('success, then complete, with the same result and no promise', async () => {
    const { returned, order } = await callbacks(open.wx.setStorage, { key: 'a', data: 1 });
    expect(returned).toBeUndefined();
    expect(order).toEqual([
      ['success', { errMsg: 'setStorage:ok' }],
      ['complete', { errMsg: 'setStorage:ok' }],
    ]);
  });

  test('fail, then complete', async () => {
    const { order } = await callbacks(open.wx.getStorage, { key: 'missing' });
    expect(order).toEqual([
      ['fail', { errMsg: 'getStorage:fail data not found' }],
      ['complete', { errMsg: 'getStorage:fail data not found' }],
    ]);
  });

  test('a promise when there is no callback', async () => {
    await expect(open.wx.setStorage({ key: 'a', data: 1 })).resolves.toEqual({ errMsg: 'setStorage:ok' });
    await expect(open.wx.getStorage({ key: 'b' })).rejects.toEqual({
      errMsg: 'getStorage:fail data not found',
    });
  });

  test('no callback is called before the call returns', async () => {
    let returned = false;
    await new Promise<void>((resolve) => {
      open.wx.getSystemInfo({
        success: () => {
          expect(returned).toBe(true);
          resolve();
        },
      });
      returned = true;
    });
  });

  test('a success that throws is the app’s error, and complete is called all the same', async () => {
    jest.useFakeTimers();
    await new Promise<void>((resolve) => {
      open.wx.getSystemInfo({
        success: () => {
          throw new Error('thrown by the page');
        },
        complete: () => resolve(),
      });
    });
    expect(() => jest.runAllTimers()).toThrow('thrown by the page');
    jest.useRealTimers();
  });

  test('a missing or mistyped parameter', async () => {
    await expect(open.wx.navigateTo({} as { url: string })).rejects.toEqual({
      errMsg: 'navigateTo:fail parameter error: parameter.url should be String instead of Undefined;',
    });
    await expect(
      (open.wx.showToast as unknown as (o: object) => Promise<void>)({ title: 1 }),
    ).rejects.toEqual({
      errMsg: 'showToast:fail parameter error: parameter.title should be String instead of Number;',
    });
  });

  test('an unknown API is undefined', () => {
    expect(open.wx.scanCode).toBeUndefined();
    expect(open.wx.canIUse('scanCode')).toBe(false);
    expect(open.wx.canIUse('chooseMedia')).toBe(true);
    expect(open.wx.canIUse('cloud.callFunction')).toBe(true);
    expect(open.wx.canIUse('cloud.database')).toBe(false);
    expect(open.wx.canIUse('button.open-type.openSetting')).toBe(true);
  });

  test('navigation passes WeChat’s wording through', async () => {
    open.navigation.navigateTo.mockRejectedValueOnce(new Error('navigateTo:fail page "x" is not found'));
    await expect(open.wx.navigateTo({ url: 'x' })).rejects.toEqual({
      errMsg: 'navigateTo:fail page "x" is not found',
    });
    await expect(open.wx.navigateBack()).resolves.toEqual({ errMsg: 'navigateBack:ok' });
    expect(open.navigation.navigateBack).toHaveBeenCalledWith(1);
  });
});

describe('storage', () => {
  test('any JSON value, by both ways, across a restart', async () => {
    const { wx } = open;
    const value = { list: [1, 'two', null, true], nested: { 中: '文' } };
    wx.setStorageSync('value', value);
    await wx.setStorage({ key: 'text', data: 'plain' });
    expect(wx.getStorageSync('value')).toEqual(value);
    expect(wx.getStorageSync('value')).not.toBe(value);
    await expect(wx.getStorage({ key: 'text' })).resolves.toEqual({ data: 'plain', errMsg: 'getStorage:ok' });
    expect(wx.getStorageSync('missing')).toBe('');
    wx.removeStorageSync('text');
    expect(wx.getStorageInfoSync()).toEqual({ keys: ['value'], currentSize: 1, limitSize: 10240 });

    const { dir } = open;
    open.window.close();
    await open.phone.close();
    open = await openWx({ dir });
    expect(open.wx.getStorageSync('value')).toEqual(value);
    expect(open.wx.getStorageSync('text')).toBe('');
  });

  test('what the phone cannot keep is told by it, and rejects nothing that nobody hears', async () => {
    const told = jest.spyOn(console, 'error').mockReturnValue();
    await mkdir(join(open.dir, 'storage.json.part'));
    open.wx.setStorageSync('a', 1);
    await expect(open.wx.setStorage({ key: 'b', data: 2 })).rejects.toMatchObject({
      errMsg: expect.stringContaining('setStorage:fail'),
    });
    expect(open.wx.getStorageSync('a')).toBe(1);
    expect(told).toHaveBeenCalledWith(
      expect.stringContaining('setStorageSync'),
      expect.objectContaining({ code: 'EISDIR' }),
    );
    told.mockRestore();
    await rm(join(open.dir, 'storage.json.part'), { recursive: true });
    await open.wx.setStorage({ key: 'b', data: 2 });
  });

  testWide('1 MB for a key, 10 MB in all', async () => {
    const { wx } = open;
    const MB = 1024 * 1024;
    // One character of 3 bytes: the limit is in bytes.
    const tooLarge = '长'.repeat(MB / 3);
    expect(() => wx.setStorageSync('k', tooLarge)).toThrow('setStorageSync:fail entry size limit reached');
    await expect(wx.setStorage({ key: 'k', data: tooLarge })).rejects.toEqual({
      errMsg: 'setStorage:fail entry size limit reached',
    });
    // Each takes exactly 1 MB: the key, the text and its two quotes.
    const full = 'x'.repeat(MB - 3);
    for (let index = 0; index < 10; index += 1) wx.setStorageSync(String(index), full);
    expect(() => wx.setStorageSync('a', 1)).toThrow('setStorageSync:fail exceed storage max size 10Mb');
    wx.setStorageSync('9', 'short');
    wx.setStorageSync('a', 1);
    expect(wx.getStorageSync('9')).toBe('short');
  });

  test('what can’t be stored', () => {
    const set = open.wx.setStorageSync as (key: unknown, data: unknown) => void;
    expect(() => set(undefined, 1)).toThrow(
      'setStorageSync:fail parameter error: parameter.key should be String instead of Undefined;',
    );
    expect(() => set('f', () => undefined)).toThrow('parameter.data should be String instead of Function;');
  });
});

describe('files', () => {
  test('FileSystemManager takes callbacks, and gives bytes or text', async () => {
    const files = open.wx.getFileSystemManager();
    expect(open.wx.env.USER_DATA_PATH).toBe('http://usr');
    const filePath = `${open.wx.env.USER_DATA_PATH}/a.txt`;
    const written = await callbacks(files.writeFile, { filePath, data: '内容', encoding: 'utf8' });
    expect(written).toMatchObject({
      returned: undefined,
      order: [
        ['success', { errMsg: 'writeFile:ok' }],
        ['complete', { errMsg: 'writeFile:ok' }],
      ],
    });
    const text = await callbacks(files.readFile, { filePath, encoding: 'utf-8' });
    expect(text.order[0]).toEqual(['success', { data: '内容', errMsg: 'readFile:ok' }]);
    const bytes = await callbacks(files.readFile, { filePath, position: 0, length: 3 });
    const { data } = bytes.result as { data: ArrayBuffer };
    expect(Buffer.from(data)).toEqual(Buffer.from('内'));
    expect(data.byteLength).toBe(3);
    expect(files.access({ path: filePath })).toBeUndefined();
  });

  test('stat tells file from directory', async () => {
    const files = open.wx.getFileSystemManager();
    const { result } = await callbacks(files.stat, { path: 'http://usr' });
    const { stats } = result as { stats: WechatMiniprogram.Stats };
    expect([stats.isDirectory(), stats.isFile()]).toEqual([true, false]);
    await callbacks(files.writeFile, { filePath: 'http://usr/a', data: 'hello' });
    await callbacks(files.appendFile, { filePath: 'http://usr/a', data: new ArrayBuffer(2) });
    const tree = await callbacks(files.stat, { path: 'http://usr', recursive: true });
    const found = (tree.result as { stats: WechatMiniprogram.FileStats[] }).stats;
    expect(found.map((entry) => [entry.path, entry.stats.isFile()])).toEqual([
      ['/', false],
      ['/a', true],
    ]);
    expect(found[1]?.stats.size).toBe(7);
  });

  test('a missing file has WeChat’s number', async () => {
    const { order } = await callbacks(open.wx.getFileSystemManager().readFile, { filePath: 'http://usr/no' });
    expect(order[0]).toEqual([
      'fail',
      { errMsg: 'readFile:fail no such file or directory http://usr/no', errno: 1300002 },
    ]);
  });
});

describe('network', () => {
  test('request returns its task at once; JSON is parsed', async () => {
    const server = await startServer(async (request, response) => {
      const body = await readBody(request);
      response.writeHead(201, { 'Content-Type': 'application/json' });
      response.end(
        JSON.stringify({
          method: request.method,
          url: request.url,
          type: request.headers['content-type'],
          body: String(body),
        }),
      );
    });
    const request = (options: object): Promise<{ data: unknown; statusCode: number; errMsg: string }> =>
      new Promise((resolve, fail) => {
        const task = open.wx.request({ url: server.url, ...options, success: resolve as () => void, fail });
        expect(typeof task.abort).toBe('function');
        expect((task as unknown as { then?: unknown }).then).toBeUndefined();
      });
    try {
      await expect(
        request({ url: `${server.url}/a?b=1`, data: { c: '中 文', d: 2 } }),
      ).resolves.toMatchObject({
        statusCode: 201,
        errMsg: 'request:ok',
        data: {
          method: 'GET',
          url: '/a?b=1&c=%E4%B8%AD%20%E6%96%87&d=2',
          type: 'application/json',
          body: '',
        },
      });
      await expect(request({ method: 'POST', data: { a: [1] } })).resolves.toMatchObject({
        data: { method: 'POST', body: '{"a":[1]}', type: 'application/json' },
      });
      await expect(
        request({
          method: 'PUT',
          data: { a: '1 2' },
          header: { 'Content-Type': 'application/x-www-form-urlencoded' },
        }),
      ).resolves.toMatchObject({ data: { body: 'a=1%202', type: 'application/x-www-form-urlencoded' } });
      const raw = await request({ method: 'POST', data: 'text', dataType: 'text' });
      expect(JSON.parse(String(raw.data))).toMatchObject({ body: 'text' });
      const buffer = await request({
        method: 'POST',
        data: Uint8Array.from([104, 105]).buffer,
        responseType: 'arraybuffer',
      });
      expect(JSON.parse(Buffer.from(buffer.data as ArrayBuffer).toString())).toMatchObject({ body: 'hi' });
    } finally {
      await server.close();
    }
  });

  test('a method that WeChat lacks is refused before anything is sent', async () => {
    const methods: string[] = [];
    const server = await startServer((request, response) => {
      methods.push(request.method ?? '');
      response.end();
    });
    try {
      for (const method of ['PATCH', 'PROPFIND']) {
        const { order } = await callbacks(open.wx.request, { url: server.url, method });
        expect(order[0]).toEqual(['fail', { errMsg: `request:fail invalid method "${method}"` }]);
      }
      for (const method of ['options', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE']) {
        const { order } = await callbacks(open.wx.request, { url: server.url, method });
        expect(order[0]?.[0]).toBe('success');
      }
    } finally {
      await server.close();
    }
    expect(methods).toEqual(['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE']);
  });

  test('text that is no JSON stays text', async () => {
    const server = await startServer((_request, response) => response.end('<xml/>'));
    try {
      const { order } = await callbacks(open.wx.request, { url: server.url });
      expect(order.map(([name]) => name)).toEqual(['success', 'complete']);
      expect(order[0]?.[1]).toMatchObject({ data: '<xml/>' });
    } finally {
      await server.close();
    }
  });

  test('upload progress in WeChat’s names, off again, and abort', async () => {
    const server = await startServer((request) => void request.resume());
    const filePath = open.phone.addTempFile('a.bin', Buffer.alloc(100_000));
    try {
      const progress: object[] = [];
      const outcome = await new Promise((resolve) => {
        const task = open.wx.uploadFile({ url: server.url, filePath, name: 'file', fail: resolve });
        task.onProgressUpdate((event) => {
          progress.push(event);
          task.abort();
        });
        const removed = () => progress.push({ removed: true });
        task.onProgressUpdate(removed);
        task.offProgressUpdate(removed);
      });
      expect(outcome).toEqual({ errMsg: 'uploadFile:fail abort' });
      expect(progress[0]).toEqual({
        progress: expect.any(Number),
        totalBytesSent: expect.any(Number),
        totalBytesExpectedToSend: expect.any(Number),
      });
      expect(progress).not.toContainEqual({ removed: true });
    } finally {
      await server.close();
    }
  });

  test("a download's headers are told before its end, as the server wrote them", async () => {
    const server = await startServer((_request, response) => {
      response.writeHead(200, { 'X-Cos-Hash-Crc64ecma': '1', 'Content-Length': 2 }).end('hi');
    });
    try {
      const told: unknown[] = [];
      await new Promise((complete) => {
        const success = () => told.push('success');
        const task = open.wx.downloadFile({ url: server.url, success, complete });
        task.onHeadersReceived(({ header }) => told.push(header));
      });
      expect(told).toEqual([
        expect.objectContaining({ 'X-Cos-Hash-Crc64ecma': '1', 'Content-Length': '2' }),
        'success',
      ]);
    } finally {
      await server.close();
    }
  });

  test('download gives a path that can be read', async () => {
    const server = await startServer((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/plain', 'Content-Length': 2 }).end('hi');
    });
    try {
      const { result } = await callbacks(open.wx.downloadFile, { url: server.url });
      const { tempFilePath } = result as { tempFilePath: string };
      expect(result).toMatchObject({ statusCode: 200, errMsg: 'downloadFile:ok' });
      const read = await callbacks(open.wx.getFileSystemManager().readFile, {
        filePath: tempFilePath,
        encoding: 'utf8',
      });
      expect(read.result).toMatchObject({ data: 'hi' });
    } finally {
      await server.close();
    }
  });
});

describe('the device', () => {
  test('what the phone is', async () => {
    const { wx } = open;
    open.phone.settings.update({ theme: 'dark' });
    expect(wx.getAppBaseInfo()).toMatchObject({ language: 'zh_CN', theme: 'dark' });
    expect(wx.getWindowInfo()).toMatchObject({ windowWidth: 375, screenTop: 88, statusBarHeight: 44 });
    expect(wx.getSystemInfoSync()).toMatchObject({
      platform: 'android',
      language: 'zh_CN',
      windowHeight: 724,
    });
    expect(wx.getDeviceInfo()).toMatchObject({ platform: 'android' });
    expect(wx.getSystemSetting()).toMatchObject({ wifiEnabled: true });
    expect(wx.getAccountInfoSync().miniProgram).toMatchObject({ appId: 'touristappid' });
    await expect(wx.getNetworkType()).resolves.toMatchObject({ networkType: 'wifi', weakNet: false });
    await expect(wx.setKeepScreenOn({ keepScreenOn: true })).resolves.toMatchObject({
      errMsg: 'setKeepScreenOn:ok',
    });
    await expect(wx.setKeepScreenOn({} as never)).rejects.toMatchObject({
      errMsg: expect.stringContaining('parameter.keepScreenOn should be Boolean instead of Undefined'),
    });
  });

  test('theme and network changes are told, language and caller restart', () => {
    const { wx, phone, told } = open;
    const seen: unknown[] = [];
    const onTheme = (event: object) => seen.push(event);
    wx.onThemeChange(onTheme);
    wx.onNetworkStatusChange((event) => seen.push(event));
    phone.settings.update({ theme: 'dark' });
    phone.settings.update({ network: 'none' });
    wx.offThemeChange(onTheme);
    phone.settings.update({ theme: 'light' });
    wx.offNetworkStatusChange();
    wx.onNetworkWeakChange((event) => seen.push(event));
    phone.settings.update({ network: '3g', weakNetwork: true });
    wx.offNetworkWeakChange();
    phone.settings.update({ weakNetwork: false });
    expect(seen).toEqual([
      { theme: 'dark' },
      { isConnected: false, networkType: 'none' },
      { weakNet: true, networkType: '3g' },
    ]);
    expect(told.themes).toEqual(['light', 'dark', 'light']);
    phone.settings.update({ language: 'en' });
    phone.settings.update({ openId: 'oOther' });
    expect(told.reloads).toBe(2);
    phone.setShown(false);
    phone.setShown(true);
    expect(told.visibility).toEqual(['background', 'front']);
  });
});

describe('login and cloud', () => {
  test('the code names the caller', async () => {
    await expect(open.wx.login()).resolves.toEqual({ code: 'local-oTester', errMsg: 'login:ok' });
  });

  test('a function is called with the caller, and its failure has WeChat’s words', async () => {
    const { dir } = open;
    open.window.close();
    await open.phone.close();
    open = await openWx({
      dir,
      callFunction: async (name, data, openId) => {
        if (name === 'broken') throw new Error('SECRET_ID is missing');
        if (name === 'worded') {
          throw new Error('cloud.callFunction:fail Error: errCode: -501002 | errMsg: too late');
        }
        return { name, data, openId };
      },
    });
    const { cloud } = open.wx;
    await expect(cloud.callFunction({ name: 'f' })).rejects.toEqual({
      errMsg:
        "cloud.callFunction:fail Error: errCode: -1 | errMsg: Cloud API isn't enabled, please call wx.cloud.init first",
      errCode: -1,
    });
    cloud.init({});
    await expect(cloud.callFunction({ name: 'f', data: { a: 1 } })).resolves.toEqual({
      result: { name: 'f', data: { a: 1 }, openId: 'oTester' },
      requestID: expect.any(String),
      errMsg: 'cloud.callFunction:ok',
    });
    await expect(cloud.callFunction({ name: 'broken' })).rejects.toEqual({
      errMsg: 'cloud.callFunction:fail Error: errCode: -404011 | errMsg: SECRET_ID is missing',
      errCode: -404011,
    });
    await expect(cloud.callFunction({ name: 'worded' })).rejects.toEqual({
      errMsg: 'cloud.callFunction:fail Error: errCode: -501002 | errMsg: too late',
      errCode: -501002,
    });
  });
});

test('base64 and back', () => {
  const { wx } = open;
  const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => index % 256);
  const base64 = wx.arrayBufferToBase64(bytes.buffer);
  expect(base64).toBe(Buffer.from(bytes).toString('base64'));
  expect(
    Buffer.compare(Buffer.from(new Uint8Array(wx.base64ToArrayBuffer(base64))), Buffer.from(bytes)),
  ).toBe(0);
});
