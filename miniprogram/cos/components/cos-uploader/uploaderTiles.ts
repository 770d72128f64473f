import { extensionOf } from '../../format/extensionOf';
import { percent } from '../../format/percent';
import { shortenName } from '../../format/shortenName';
import type { ScreenMessages } from '../../i18n/screenMessages';
import { shownName } from '../../i18n/shownName';
import { commandsIn, isOnItsWay, kindOf, type ObjectKind, type UploadState } from '../../index';
import { isStored, localFileOf, nameOf, type UploaderFile } from './UploaderFile';

/** What one tile shows; plain data, so that it can go through setData. */
export interface UploaderTile {
  readonly id: string;
  readonly state: 'stored' | 'deleting' | UploadState['name'];
  readonly kind: ObjectKind;
  /** Local path of a picture of it; '' when there is none. */
  readonly picture: string;
  /** Of the object whose picture is to be shown, when there is none here; else ''. */
  readonly key: string;
  /** Cut to fit. */
  readonly name: string;
  /** Upper case, '' when there is none. */
  readonly extension: string;
  /** Written over it; '' for nothing. */
  readonly line: string;
  /** 0 to 100. */
  readonly percent: number;
  /** A tap sends it again. */
  readonly retries: boolean;
  /** For a screen reader: what it is, which of how many, and how far. */
  readonly label: string;
  readonly removeLabel: string;
}

/** Columns of Latin letters. */
const NAME_COLUMNS = 24;

/** What else there is to know. */
export interface Circumstances {
  /** Ids of files whose objects are just being deleted. */
  readonly deleting: ReadonlySet<string>;
  /** Ids of files of which the phone can't show the picture that it has. */
  readonly withoutPicture: ReadonlySet<string>;
  readonly isSortable: boolean;
  /** A cause that all files share holds them back until somebody tries again. */
  readonly isStopped: boolean;
}

export function uploaderTiles(
  files: readonly UploaderFile[],
  { deleting, withoutPicture, isSortable, isStopped }: Circumstances,
  texts: ScreenMessages,
): readonly UploaderTile[] {
  const hint = isSortable && files.length > 1 ? texts.uploader.hold : '';
  return files.map((file, at) => {
    const name = shownName(nameOf(file), texts);
    const extension = extensionOf(nameOf(file));
    const kind = kindOf(extension);
    const local = localFileOf(file);
    const picture = withoutPicture.has(file.id) ? '' : (local?.thumbnail ?? '');
    const state = stateOf(file, deleting);
    const retries = !isStored(file) && (commandsIn(file.upload.state).includes('retry') || isStopped);
    const line = state === 'deleting' ? texts.object.deleting : lineOf(file, retries, texts);
    const hasPicture = kind === 'image' || kind === 'video';
    return {
      id: file.id,
      state,
      kind,
      picture,
      key: isStored(file) && local === undefined && hasPicture ? file.key : '',
      name: shortenName(name, NAME_COLUMNS),
      extension: extension.toUpperCase(),
      line,
      percent: isStored(file) ? 100 : percentOf(file.upload.state),
      retries,
      label: [name, `${at + 1}/${files.length}`, line, hint].filter((part) => part !== '').join(', '),
      removeLabel:
        isStored(file) || !isOnItsWay(file.upload.state)
          ? texts.uploader.remove(name)
          : `${texts.transfers.commands.cancel}, ${name}`,
    };
  });
}

function stateOf(file: UploaderFile, deleting: ReadonlySet<string>): UploaderTile['state'] {
  if (!isStored(file)) return file.upload.state.name;
  return deleting.has(file.id) ? 'deleting' : 'stored';
}

function lineOf(file: UploaderFile, retries: boolean, { transfers, uploader }: ScreenMessages): string {
  if (isStored(file)) return '';
  if (retries) return uploader.retry;
  const { state } = file.upload;
  switch (state.name) {
    case 'queued':
    case 'waiting':
      return transfers.sections.waiting;
    case 'paused':
      return transfers.paused;
    case 'uploading':
      return state.isSending ? `${percentOf(state)} %` : transfers.sections.waiting;
    case 'failed':
      return uploader.failed;
    case 'cancelled':
    case 'present':
    case 'done':
      return '';
  }
}

function percentOf(state: UploadState): number {
  return 'progress' in state ? percent(state.progress.loaded, state.progress.total) : 0;
}
