import { askSource } from '../components/askSource';
import type { Messages } from '../i18n/messages';
import { flows } from '../index';

/**
 * Asks where from, lets the person choose, and queues what they chose. Resolves with how many; 0 when they
 * changed their mind. Rejects with a `Failure`.
 */
export async function addFiles(texts: Messages): Promise<number> {
  const source = await askSource(['album', 'camera', 'chat'], texts);
  if (source === undefined) return 0;
  const files = await flows.chooseFiles({ from: source });
  flows.uploads.add(files);
  return files.length;
}
