import type { CosClient } from '../client/CosClient';
import { startTask } from '../client/Task';
import type { Upload } from '../client/Upload';
import { type Attempt, Failure } from '../failures/Failure';
import { failureFrom } from '../failures/failureFrom';
import type { ChosenFile } from './ChosenFile';
import type { Transfer } from './createUploadQueue';
import { nameLimit, objectKey, utf8Length } from './objectKey';
import { fileSize } from './wxFiles';

/** Two files chosen in one moment still get keys of their own, in their order. */
let lastTime = 0;

export function createTransfer(file: ChosenFile, clientFor: (attempt: Attempt) => CosClient): Transfer {
  const { path, name } = file;
  let prepared: { key: string; upload: Upload } | undefined;

  /** Everything that can be known to fail is found out before a byte is sent. */
  const prepare = async (attempt: Attempt) => {
    const fail = (code: Failure['code'], detail: string, params: Failure['params'] = {}) =>
      new Failure({ code, attempt, detail, params });
    const client = clientFor(attempt);
    const { prefix, maxUploadBytes } = await client.account(attempt);
    const limit = nameLimit(prefix);
    const length = utf8Length(name);
    if (length > limit)
      throw fail('name-too-long', `the name has ${length} bytes of at most ${limit}`, { limit });
    const size = await fileSize(path);
    if (size === 0) throw fail('file-empty', `${path} has no bytes`);
    if (size > maxUploadBytes) {
      throw fail('too-large', `${size} bytes of at most ${maxUploadBytes}`, { limit: maxUploadBytes });
    }
    lastTime = Math.max(client.clock.now(), lastTime + 1);
    const key = objectKey(prefix, lastTime, name);
    return { key, upload: client.upload({ key, path, size, attempt: { ...attempt, key } }) };
  };

  return {
    start(onProgress) {
      const attempt: Attempt = { action: 'upload', name };
      return startTask(attempt, async ({ during }) => {
        try {
          prepared ??= await during(prepare(attempt));
          const { key, upload } = prepared;
          const task = upload.start(onProgress);
          await during(task.result, () => task.cancel());
          return key;
        } catch (error) {
          throw failureFrom(error, attempt);
        }
      });
    },
    discard() {
      prepared?.upload.discard();
    },
  };
}
