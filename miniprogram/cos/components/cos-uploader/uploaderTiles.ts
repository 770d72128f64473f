import { extensionOf } from '../../format/extensionOf';
import { percent } from '../../format/percent';
import { shortenName } from '../../format/shortenName';
import type { Messages } from '../../i18n/messages';
import { commandsIn, isOnItsWay, type UploadState } from '../../index';
import { isStored, type UploaderFile } from './UploaderFile';

/** What one tile shows; plain data, so that it can go through setData. */
export interface UploaderTile {
  readonly id: string;
  readonly state: 'stored' | UploadState['name'];
  /** '' as long as it is not stored. */
  readonly key: string;
  /** Local path of a picture of it; '' when there is none. */
  readonly picture: string;
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

export function uploaderTiles(files: readonly UploaderFile[], texts: Messages): readonly UploaderTile[] {
  return files.map((file, at) => {
    const name = nameOf(file);
    const line = isStored(file) ? '' : lineOf(file.upload.state, texts);
    return {
      id: file.id,
      name: shortenName(name, NAME_COLUMNS),
      extension: extensionOf(name).toUpperCase(),
      line,
      label: [name, `${at + 1}/${files.length}`, line].filter((part) => part !== '').join(', '),
      ...(isStored(file)
        ? {
            state: 'stored',
            key: file.key,
            picture: file.file?.thumbnail ?? '',
            percent: 100,
            retries: false,
            removeLabel: texts.uploader.remove(name),
          }
        : {
            state: file.upload.state.name,
            key: '',
            picture: file.upload.file.thumbnail ?? '',
            percent: percentOf(file.upload.state),
            retries: commandsIn(file.upload.state).includes('retry'),
            removeLabel: isOnItsWay(file.upload.state)
              ? texts.transfers.cancel(name)
              : texts.uploader.remove(name),
          }),
    };
  });
}

function nameOf(file: UploaderFile): string {
  if (!isStored(file)) return file.upload.file.name;
  return file.file?.name ?? file.key.slice(file.key.lastIndexOf('/') + 1);
}

function lineOf(state: UploadState, { transfers, uploader }: Messages): string {
  switch (state.name) {
    case 'queued':
      return transfers.waiting;
    case 'uploading':
      return `${percentOf(state)} %`;
    case 'failed':
      return commandsIn(state).includes('retry') ? uploader.retry : uploader.failed;
    case 'cancelled':
    case 'done':
      return '';
  }
}

function percentOf(state: UploadState): number {
  return state.name === 'uploading' ? percent(state.progress.loaded, state.progress.total) : 0;
}
