import { formatBytes } from '../../format/formatBytes';
import { percent } from '../../format/percent';
import type { ScreenMessages } from '../../i18n/screenMessages';
import { textOf } from '../../i18n/textOf';
import type { Progress, QueueState, UploadItem } from '../../index';
import { isLeft } from '../isLeft';
import { loadedOf, sizeOf } from './bytesOf';
import type { Pace } from './Pace';
import { paceText } from './paceText';

/** What is said of all transfers. */
export interface TotalView {
  readonly title: string;
  /** Bytes of bytes. */
  /** Empty when it is over and nothing was uploaded. */
  readonly amount: string;
  readonly pace: string;
  /** Whole percent; -1 when nothing is left to do. */
  readonly percent: number;
  /** '' for none. */
  readonly control: 'pause' | 'resume' | '';
  readonly controlLabel: string;
  readonly notes: readonly NoteView[];
  /** Null when it does not ask for the mobile network. */
  readonly question: string | null;
}

export interface NoteView {
  readonly id: 'offline' | 'weak' | 'failed' | 'wifi';
  readonly text: string;
}

/** Bytes of what is done, on its way or paused. */
export function totalProgress(items: readonly UploadItem[]): Progress {
  let loaded = 0;
  let total = 0;
  for (const item of items) {
    if (!isLeft(item) && item.state.name !== 'done') continue;
    loaded += loadedOf(item);
    total += sizeOf(item);
  }
  return { loaded, total };
}

/** Null for no transfers. `waitsForWifi`: the person was asked and prefers to. */
export function totalView(
  items: readonly UploadItem[],
  queue: QueueState,
  pace: Pace | undefined,
  waitsForWifi: boolean,
  texts: ScreenMessages,
): TotalView | null {
  if (items.length === 0) return null;
  const words = texts.transfers;
  const progress = totalProgress(items);
  const left = items.filter(isLeft).length;
  const done = items.filter(({ state }) => state.name === 'done').length;
  const failed = items.filter(({ state }) => state.name === 'failed').length;
  const present = items.filter(({ state }) => state.name === 'present').length;
  const isOver = left === 0;
  const isAsking = queue.name === 'asking';
  const control = controlFor(queue);
  return {
    title: isOver ? words.over(done, failed, present) : words.running(done, done + left),
    amount: amountText(progress, isOver, texts),
    pace: isOver ? '' : queue.name === 'paused' ? words.paused : paceText(progress, pace, texts),
    percent: isOver ? -1 : percent(progress.loaded, progress.total),
    control,
    controlLabel: control === '' ? '' : words.controls[control],
    notes: [
      ...(queue.name === 'returning' ? [note('offline', words.returning(queue.files))] : []),
      ...(queue.name === 'offline' ? [note('offline', whyOffline(queue, texts))] : []),
      ...(queue.name === 'running' && queue.link !== 'good' ? [note('weak', words[queue.link])] : []),
      ...(isAsking && waitsForWifi ? [note('wifi', words.waitsForWifi)] : []),
      ...(failed > 0 && !isOver ? [note('failed', words.failed(failed))] : []),
    ],
    question: isAsking && !waitsForWifi ? words.askMobile(queue.bytes) : null,
  };
}

function amountText({ loaded, total }: Progress, isOver: boolean, texts: ScreenMessages): string {
  if (!isOver) return texts.transfers.bytesOf(loaded, total);
  return loaded > 0 ? formatBytes(loaded) : '';
}

/** WeChat may say that there is a network, and yet nothing reaches the server. */
function whyOffline({ failure }: Extract<QueueState, { name: 'offline' }>, texts: ScreenMessages): string {
  if (!failure || failure.code === 'network-interrupted') return texts.transfers.offline;
  return `${textOf(failure, texts).cause} ${texts.transfers.goesOn}`;
}

function note(id: NoteView['id'], text: string): NoteView {
  return { id, text };
}

/** It has stopped with a card that has its own button. */
function controlFor({ name }: QueueState): TotalView['control'] {
  if (name === 'idle' || name === 'returning' || name === 'stopped') return '';
  return name === 'paused' ? 'resume' : 'pause';
}
