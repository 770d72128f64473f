import { askLine } from '../components/askLine';
import type { Opening } from '../components/Opening';
import { type FailureView, failureView } from '../i18n/failureView';
import type { ScreenMessages } from '../i18n/screenMessages';
import { type ChosenFile, type FileSource, flows } from '../index';
import { deletions } from './deletions';
import { keepMediaQuality, mediaQuality } from './mediaQuality';

const SOURCES = ['album', 'camera', 'chat'] as const;

/**
 * Asks where from, lets the person choose, and queues what they chose. Resolves with how many; 0 when they
 * changed their mind. Rejects with a `Failure`.
 */
export async function addFiles(texts: ScreenMessages): Promise<number> {
  // It is known by the time when they have chosen.
  flows.prepareUploads();
  const from = await askFrom(texts);
  if (from === undefined) return 0;
  for (;;) {
    const quality = mediaQuality();
    const files = await flows.chooseFiles({ from, quality });
    const answer = from === 'chat' ? 'as-they-are' : await askAboutHeic(files, texts);
    if (answer === 'nothing') return 0;
    if (answer === 'as-they-are') {
      // First: a file that is to be deleted is no reason not to send the same one.
      deletions.commit();
      flows.uploads.add(files);
      return files.length;
    }
    keepMediaQuality('compressed');
  }
}

/** The last line of the sheet is no source: it changes what comes from album and camera, and asks again. */
async function askFrom(texts: ScreenMessages): Promise<FileSource | undefined> {
  for (;;) {
    const quality = mediaQuality();
    const line = await askLine([...SOURCES.map((source) => texts.source[source]), texts.quality[quality]]);
    if (line === undefined || line < SOURCES.length) return line === undefined ? undefined : SOURCES[line];
    keepMediaQuality(quality === 'original' ? 'compressed' : 'original');
  }
}

/**
 * An iPhone keeps photos as HEIC, which many other phones and most browsers don't show. Where WeChat is asked for smaller
 * pictures it makes JPEGs, by what people tell; nobody has tried it on each phone.
 */
async function askAboutHeic(
  files: readonly ChosenFile[],
  texts: ScreenMessages,
): Promise<'as-they-are' | 'again' | 'nothing'> {
  const count = files.filter(({ name }) => /\.hei[cf]$/i.test(name)).length;
  if (count === 0) return 'as-they-are';
  const { notice, again, asTheyAre } = texts.heic;
  const line = await askLine([again, asTheyAre(files.length)], notice(count));
  if (line === undefined) return 'nothing';
  return line === 0 ? 'again' : 'as-they-are';
}

/** What a page needs that adds files. */
interface AddingPage {
  readonly data: { readonly notice: FailureView | null };
  readonly texts: ScreenMessages;
  /** The page was not left. */
  readonly alive: boolean;
  readonly choosing: Opening;
  setData(change: { notice: FailureView | null }): void;
}

/** `addFiles` for a page, one choice at a time: what went wrong is its notice. Resolves with how many were added. */
export async function addFilesOn(page: AddingPage): Promise<number> {
  const end = page.choosing.begin();
  if (end === undefined) return 0;
  try {
    if (page.data.notice !== null) page.setData({ notice: null });
    return await addFiles(page.texts);
  } catch (error) {
    if (page.alive) page.setData({ notice: failureView(error, 'choose', page.texts) });
    return 0;
  } finally {
    end();
  }
}
