import type { RowView } from '../../components/transfer-row/RowView';
import { extensionOf } from '../../format/extensionOf';
import { formatBytes } from '../../format/formatBytes';
import { percent } from '../../format/percent';
import { shortenName } from '../../format/shortenName';
import type { ScreenMessages } from '../../i18n/screenMessages';
import { shownName } from '../../i18n/shownName';
import { commandsIn, type QueueState, type UploadCommand, type UploadItem } from '../../index';
import type { Pace } from './Pace';
import { paceText } from './paceText';
import { waitsForLane } from './waitsForLane';

/** Columns of Latin letters that a row has for the name. */
const NAME_COLUMNS = 26;

/** The round control is the first of these that the state allows. */
const controls = ['pause', 'resume', 'retry', 'remove'] as const;

export function rowView(
  item: UploadItem,
  queue: QueueState,
  pace: Pace | undefined,
  texts: ScreenMessages,
): RowView {
  const { id, file, state } = item;
  const name = shortenName(shownName(file.name, texts), NAME_COLUMNS);
  const allowed = allowedFor(item, queue);
  // To send it again is the exception.
  const command =
    state.name === 'present' ? 'remove' : (controls.find((each) => allowed.includes(each)) ?? '');
  const words = texts.transfers;
  const waits = waitsForLane(state);
  const progress =
    'progress' in state && !(waits && state.progress.loaded === 0) ? state.progress : undefined;
  return {
    id,
    state: waits ? 'waiting' : state.name,
    name,
    thumbnail: file.thumbnail ?? '',
    extension: extensionOf(file.name).toUpperCase(),
    amount: progress ? words.bytesOf(progress.loaded, progress.total) : formatBytes(file.size),
    pace: whatHappens(item, pace, texts),
    percent: progress ? percent(progress.loaded, progress.total) : -1,
    command,
    commandLabel: command === '' ? '' : `${words.commands[command]}, ${name}`,
  };
}

/** What a person may do with it now. While all of the queue is paused, pausing one would change nothing that they see. */
export function allowedFor({ state }: UploadItem, queue: QueueState): readonly UploadCommand[] {
  return commandsIn(state).filter((command) => command !== 'pause' || queue.name !== 'paused');
}

function whatHappens({ state, survives }: UploadItem, pace: Pace | undefined, texts: ScreenMessages): string {
  const words = texts.transfers;
  switch (state.name) {
    case 'uploading':
      if (waitsForLane(state)) return words.turn;
      return pace?.speed === undefined && state.kept > 0
        ? words.kept(state.kept)
        : paceText(state.progress, pace, texts);
    case 'queued':
    case 'waiting':
    case 'paused': {
      const what = state.name === 'paused' ? words.paused : words.sections.waiting;
      if (!survives) return `${what} · ${words.keepOpen}`;
      return 'kept' in state && state.kept > 0 ? `${what} · ${words.has(state.kept)}` : what;
    }
    case 'present':
      return words.present;
    case 'failed':
    case 'cancelled':
      return words.sections[state.name];
    case 'done':
      return words.done;
  }
}
