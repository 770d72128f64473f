import { Failure } from '../failures/Failure';
import type { ChosenFile } from '../files/ChosenFile';
import type { FileCopies, FileCopy } from './FileCopies';
import type { JournalItem, JournalState } from './JournalEntry';
import type { UploadRecord } from './UploadRecord';
import type { UploadItem, UploadState } from './UploadState';

/** What lets the files of one queue outlive the Mini Program. */
export interface SurvivalMeans {
  readonly copies: FileCopies;
  /** Name of the queue. */
  readonly queue: string;
}

/** The copy of one file and its item in the journal, from being chosen until it is off the list. */
export class Survival {
  /** As an earlier start left it: its copy is all that there is of the file. */
  readonly former: JournalItem | undefined;
  private latest: JournalState = { name: 'queued' };
  private isWanted = false;
  private withdraw: () => void = () => undefined;

  constructor(
    private readonly means: SurvivalMeans,
    private readonly record: UploadRecord,
  ) {
    this.former = record.item;
    // Cancelled, it is not written down any more, and may be tried again.
    if (this.former) means.copies.hold(record.owner);
  }

  /** As an earlier start left it. */
  restored({ copy, name, size, thumbnail, seconds, state }: JournalItem): Pick<UploadItem, 'file' | 'state'> {
    const { copies } = this.means;
    const { sent } = this.record;
    const picture = thumbnail === undefined ? {} : { thumbnail: copies.path(thumbnail) };
    const length = seconds === undefined ? {} : { seconds };
    const file = { path: copies.path(copy), name, size, ...picture, ...length };
    return { file, state: uploadState(state, file, sent?.unwanted ? 0 : (sent?.kept ?? 0)) };
  }

  /** It has come into this state. */
  follow(file: ChosenFile, state: UploadState): void {
    this.latest = journalState(state);
    if (state.name === 'done' || (state.name === 'cancelled' && !this.former)) this.end();
    else if (state.name === 'cancelled') this.record.keep(undefined);
    else if (this.record.item) this.record.setState(this.latest);
    else if (this.former) this.record.keep({ ...this.former, state: this.latest });
    else if (!this.isWanted) this.want(file);
  }

  /** Its room is given back. */
  end(): void {
    this.withdraw();
    this.isWanted = false;
    this.record.keep(undefined);
    this.means.copies.remove(this.record.owner);
  }

  private want({ path, thumbnail, seconds, name, size }: ChosenFile): void {
    const { copies, queue } = this.means;
    const isOwnPicture = thumbnail === path;
    const take = ({ name: copy, thumbnail: copied, file }: FileCopy) => {
      const picture = isOwnPicture ? copy : copied;
      const { size: bytes, modified } = file;
      this.record.keep({
        ...{ queue, name, size: bytes, modified, copy, state: this.latest },
        ...(picture === undefined ? {} : { thumbnail: picture }),
        ...(seconds === undefined ? {} : { seconds }),
      });
    };
    const { owner } = this.record;
    this.isWanted = true;
    this.withdraw = copies.want({ owner, path, size, take, thumbnail: isOwnPicture ? undefined : thumbnail });
  }
}

function journalState(state: UploadState): JournalState {
  switch (state.name) {
    // It is not uploaded by itself after a restart either.
    case 'present':
    case 'paused':
      return { name: 'paused' };
    case 'failed': {
      const { code, detail, params } = state.failure;
      return { name: 'failed', code, detail, params };
    }
    default:
      return { name: 'queued' };
  }
}

/** `kept`: as far as it was known. COS is asked when it goes on. */
function uploadState(state: JournalState, { name, size }: ChosenFile, kept: number): UploadState {
  const begun = { progress: { loaded: kept, total: size }, kept };
  switch (state.name) {
    case 'paused':
      return { name: 'paused', ...begun };
    case 'failed': {
      const { code, detail, params } = state;
      return {
        name: 'failed',
        failure: new Failure({ code, detail, params, attempt: { action: 'upload', name } }),
      };
    }
    case 'queued':
      return kept > 0 ? { name: 'waiting', ...begun } : { name: 'queued' };
  }
}
