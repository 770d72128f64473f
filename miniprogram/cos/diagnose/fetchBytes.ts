import type { CosClient } from '../client/CosClient';
import { type Answer, lowerCased, startExchange } from '../client/Exchange';
import { explained } from '../client/explained';
import { isForeign, isOfCos } from '../client/isOfCos';
import type { Attempt } from '../failures/Failure';
import { failureFrom } from '../failures/failureFrom';
import { fileSize, readSlice, readText, removeFile } from '../files/wxFiles';

/** Seconds. */
const URL_LIFETIME = 300;
/** Of an answer that is not the object: all of COS's errors. */
const ERROR_BYTES = 4 * 1024;

/** A small object by wx.downloadFile, or what `query` makes COS make of it. Rejects with a `Failure`. */
export function fetchBytes(
  client: CosClient,
  attempt: Attempt,
  key: string,
  query?: string,
): Promise<Uint8Array> {
  const { target, limits } = client;
  return client.run(attempt, async (credential) => {
    const { url } = await client.signedUrl(attempt, key, {
      lifetime: URL_LIFETIME,
      ...(query !== undefined && { query: { [query]: '' } }),
    });
    let path = '';
    let headers: Answer['headers'] = {};
    const { answer } = startExchange(attempt, target.host, limits.operation, ({ success, fail }) => {
      const task = wx.downloadFile({
        url,
        success: ({ statusCode, tempFilePath }) => {
          path = tempFilePath;
          success({ statusCode, data: '' });
        },
        fail,
      });
      task.onHeadersReceived(({ header }) => {
        headers = lowerCased(header);
      });
      return task;
    });
    try {
      const { statusCode } = await answer;
      const size = await fileSize(path, limits.files);
      // WeChat: any status is a success, and the file is what came with it.
      if (statusCode === 200 && isOfCos(headers))
        return new Uint8Array(await readSlice(path, 0, size, limits.files, size));
      const text = await readText(path, ERROR_BYTES, limits.files);
      if (isForeign({ statusCode, headers })) throw client.unexpected(attempt, { statusCode, headers, text });
      throw { statusCode, headers, error: text };
    } catch (error) {
      const failure = failureFrom(error, attempt, { ...target, method: 'GET', url });
      const asked = { operation: 'getObject', key } as const;
      throw explained(failure, { asked, credential, method: 'GET', url, authorization: url });
    } finally {
      if (path !== '') await removeFile(path);
    }
  });
}
