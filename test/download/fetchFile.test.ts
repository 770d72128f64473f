import type { CosClient } from '../../miniprogram/cos/client/CosClient';
import { fetchFile } from '../../miniprogram/cos/download/fetchFile';
import { notCancellable } from '../../miniprogram/cos/task/Task';
import { timeLimits } from '../../miniprogram/cos/task/timeLimits';
import { usePhone } from '../support/phone/usePhone';

const phone = usePhone();
afterEach(() => {
  jest.useRealTimers();
});

test('however often WeChat tells of progress, it is passed on a few times a second, and at the end', async () => {
  jest.useFakeTimers();
  let tell: (written: number) => void = () => undefined;
  let succeed: () => void = () => undefined;
  phone.calls.replace('downloadFile', () => ({ success }) => {
    succeed = () => success?.({ statusCode: 200 } as WechatMiniprogram.DownloadFileSuccessCallbackResult);
    return {
      onHeadersReceived: () => undefined,
      onProgressUpdate(listener: (progress: { totalBytesWritten: number }) => void) {
        tell = (totalBytesWritten) => listener({ totalBytesWritten });
      },
    } as unknown as WechatMiniprogram.DownloadTask;
  });
  const seen: number[] = [];
  const fetching = fetchFile('https://cos.example.com/a.jpg', '/usr/a.jpg', 1000, {
    client: { target: { host: 'cos.example.com', bucket: 'b' }, limits: timeLimits } as CosClient,
    cancellation: notCancellable,
    attempt: { action: 'save' },
    onProgress: ({ loaded }) => seen.push(loaded),
  });
  for (let written = 1; written <= 1000; written += 1) {
    tell(written);
    jest.advanceTimersByTime(1);
  }
  succeed();
  expect(await fetching).toEqual({ statusCode: 200, headers: undefined });
  expect(seen.length).toBeLessThanOrEqual(6);
  expect(seen.at(-1)).toBe(1000);
  expect(jest.getTimerCount()).toBe(0);
});
