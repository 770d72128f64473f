import type { Messages } from '../i18n/messages';
import { type FileSource, failureFrom, flows } from '../index';

const sources: readonly FileSource[] = ['album', 'camera', 'chat'];

/**
 * Asks where from, lets the person choose, and queues what they chose. Resolves with how many; 0 when they
 * changed their mind. Rejects with a `Failure`.
 */
export async function addFiles(texts: Messages): Promise<number> {
  const source = await askSource(texts);
  if (source === undefined) return 0;
  const files = await flows.chooseFiles({ from: source });
  flows.uploads.add(files);
  return files.length;
}

function askSource(texts: Messages): Promise<FileSource | undefined> {
  return new Promise((resolve, reject) => {
    wx.showActionSheet({
      itemList: sources.map((source) => texts.source[source]),
      success: ({ tapIndex }) => resolve(sources[tapIndex]),
      fail: (error) => {
        const failure = failureFrom(error, { action: 'choose' });
        if (failure.code === 'cancelled') resolve(undefined);
        else reject(failure);
      },
    });
  });
}
