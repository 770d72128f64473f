import type { Connection } from '../client/Connection';
import type { CosClient } from '../client/CosClient';
import { type Attempt, Failure } from '../failures/Failure';
import type { ChosenFile } from '../files/ChosenFile';
import { type LocalFile, lookAtFile } from '../files/wxFiles';
import { bytesTooLong, type KeyLayout, utf8Length } from '../keys';
import type { Transfer } from './createUploadQueue';
import { Upload } from './Upload';
import type { UploadJournal } from './UploadJournal';

/** Two files chosen in one moment still get keys of their own, in their order. */
let lastTime = 0;

export function createTransfer(
  { path, name }: ChosenFile,
  connection: Connection,
  journal: UploadJournal,
  keys: KeyLayout,
): Transfer {
  /** The key once and for all: a file that is sent again after a lost answer is no second object. */
  let made: { key: string; upload: Upload } | undefined;

  /** Everything that can be known to fail is found out before a byte is sent. */
  const prepare = async (
    client: CosClient,
    attempt: Attempt,
  ): Promise<{ key: string; upload: Upload; file: LocalFile }> => {
    const fail = (code: Failure['code'], detail: string, params: Failure['params'] = {}) =>
      new Failure({ code, attempt, detail, params });
    const { prefix, maxUploadBytes } = await client.credential(attempt);
    // Before the file is looked at: files that are chosen together are answered for in any order.
    if (!made) {
      const time = Math.max(client.clock.now(), lastTime + 1);
      const key = prefix + keys.make({ name, time });
      const tooLong = bytesTooLong(key);
      if (tooLong > 0) {
        const length = utf8Length(name);
        const limit = length - tooLong;
        throw fail('name-too-long', `the name has ${length} bytes of at most ${limit}`, { limit });
      }
      lastTime = time;
      made = { key, upload: new Upload(client, journal, key, { ...attempt, key }) };
    }
    const file = await lookAtFile(path, client.limits.files);
    if (file.size === 0) throw fail('file-empty', `${path} has no bytes`);
    if (file.size > maxUploadBytes) {
      throw fail('too-large', `${file.size} bytes of at most ${maxUploadBytes}`, { limit: maxUploadBytes });
    }
    return { ...made, file };
  };

  return {
    start(onProgress) {
      const attempt: Attempt = { action: 'upload', name };
      return connection.start(attempt, async (client, { unlessCancelled }) => {
        const { key, upload, file } = await unlessCancelled(prepare(client, attempt));
        const task = upload.start(file, onProgress);
        try {
          await unlessCancelled(task.result, () => task.cancel());
        } catch (error) {
          // Only when it has ended may it be discarded or started again; it may have arrived all the same.
          const arrived = await task.result.then(
            () => true,
            () => false,
          );
          if (!arrived) throw error;
        }
        return key;
      });
    },
    discard() {
      void made?.upload.discard();
    },
  };
}
