import type { Messages } from '../i18n/messages';
import { type FileSource, failureFrom } from '../index';

/**
 * Asks where files come from, unless there is only one answer. Undefined when the person changed their mind. Rejects with a
 * `Failure`.
 */
export function askSource(sources: readonly FileSource[], texts: Messages): Promise<FileSource | undefined> {
  if (sources.length === 1) return Promise.resolve(sources[0]);
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
