import { askSource } from '../components/askSource';
import { type FailureView, failureView } from '../i18n/failureView';
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

/** What a page needs that adds files. */
interface AddingPage {
  readonly data: { readonly notice: FailureView | null };
  readonly texts: Messages;
  /** The page was not left. */
  readonly alive: boolean;
  /** A choice is open: a second tap must not open another. */
  choosing: boolean;
  setData(change: { notice: FailureView | null }): void;
}

/** `addFiles` for a page, one choice at a time: what went wrong is its notice. Resolves with how many were added. */
export async function addFilesOn(page: AddingPage): Promise<number> {
  if (page.choosing) return 0;
  page.choosing = true;
  try {
    if (page.data.notice !== null) page.setData({ notice: null });
    return await addFiles(page.texts);
  } catch (error) {
    if (page.alive) page.setData({ notice: failureView(error, 'choose', page.texts) });
    return 0;
  } finally {
    page.choosing = false;
  }
}
