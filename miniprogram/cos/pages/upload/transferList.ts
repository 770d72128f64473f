import type { RowState, RowView } from '../../components/transfer-row/RowView';
import { helpFor } from '../../failures/helpFor';
import { extensionOf } from '../../format/extensionOf';
import { formatBytes } from '../../format/formatBytes';
import { percent } from '../../format/percent';
import { shortenName } from '../../format/shortenName';
import { type FailureView, failureView } from '../../i18n/failureView';
import type { Messages } from '../../i18n/messages';
import type { UploadItem } from '../../index';

/** Plain data, so that it can go through setData. */
export interface TransferList {
  /** null when there is nothing in the list. */
  readonly total: TotalView | null;
  readonly sections: readonly SectionView[];
}

export interface TotalView {
  readonly title: string;
  readonly amount: string;
  readonly pace: string;
  readonly fraction: number;
  readonly percent: number;
  readonly running: boolean;
}

export interface SectionView {
  readonly id: RowState;
  readonly title: string;
  readonly count: number;
  /** One for each cause in the section of the failed, otherwise exactly one. */
  readonly groups: readonly GroupView[];
}

export interface GroupView {
  readonly id: string;
  /** What happened to all rows of the group. */
  readonly failure: FailureView | null;
  readonly rows: readonly RowView[];
}

/** Bytes per second of an upload; undefined when it is not known. */
export type SpeedOf = (id: string) => number | undefined;

const ORDER: readonly RowState[] = ['running', 'waiting', 'failed', 'cancelled', 'done'];

const stateOf: Record<UploadItem['state']['name'], RowState> = {
  uploading: 'running',
  queued: 'waiting',
  failed: 'failed',
  cancelled: 'cancelled',
  done: 'done',
};

/** Columns of Latin letters that a row has for the name, beside one round control and beside two. */
const NAME_COLUMNS = 26;
const NARROW_NAME_COLUMNS = 21;

export function transferList(items: readonly UploadItem[], speedOf: SpeedOf, texts: Messages): TransferList {
  return {
    total: items.length === 0 ? null : totalOf(items, speedOf, texts),
    sections: ORDER.map((id) => sectionOf(id, items, speedOf, texts)).filter(({ count }) => count > 0),
  };
}

function sectionOf(
  id: RowState,
  items: readonly UploadItem[],
  speedOf: SpeedOf,
  texts: Messages,
): SectionView {
  const members = items.filter(({ state }) => stateOf[state.name] === id);
  const rows = (part: readonly UploadItem[]): RowView[] => part.map((item) => rowOf(item, speedOf, texts));
  return {
    id,
    title: texts.upload.sections[id],
    count: members.length,
    groups:
      id === 'failed'
        ? byCause(members, texts).map(({ cause, failed }) => ({
            id: cause,
            failure: failureOf(failed, texts),
            rows: rows(failed),
          }))
        : [{ id, failure: null, rows: rows(members) }],
  };
}

/** Files that failed for the same reason get one card together. */
function byCause(items: readonly UploadItem[], texts: Messages): { cause: string; failed: UploadItem[] }[] {
  const causes = new Map<string, UploadItem[]>();
  for (const item of items) {
    if (item.state.name !== 'failed') continue;
    const { code, cause } = failureView(item.state.failure, 'upload', texts);
    const id = `${code} ${cause}`;
    causes.set(id, [...(causes.get(id) ?? []), item]);
  }
  return [...causes].map(([cause, failed]) => ({ cause, failed }));
}

function failureOf(failed: readonly UploadItem[], texts: Messages): FailureView | null {
  const first = failed[0];
  if (first === undefined || first.state.name !== 'failed') return null;
  const view = failureView(first.state.failure, 'upload', texts);
  if (failed.length === 1) return view;
  return {
    ...view,
    heading: texts.attemptMany(failed.length),
    helpLabel: view.help === 'retry' ? texts.failureCard.retryAll(failed.length) : view.helpLabel,
  };
}

function rowOf({ id, file, state }: UploadItem, speedOf: SpeedOf, texts: Messages): RowView {
  const words = texts.upload;
  const row: RowView = {
    id,
    state: stateOf[state.name],
    name: shortenName(file.name, NAME_COLUMNS),
    thumbnail: file.thumbnail ?? '',
    extension: extensionOf(file.name).toUpperCase(),
    amount: formatBytes(file.size),
    pace: '',
    fraction: 0,
    percent: 0,
    control: 'none',
    controlLabel: '',
    removeLabel: words.remove(file.name),
    showLabel: file.name,
  };
  switch (state.name) {
    case 'queued':
      return {
        ...row,
        pace: words.waiting,
        control: 'cancel',
        controlLabel: words.cancel(file.name),
        removeLabel: '',
      };
    case 'uploading': {
      const { loaded, total } = state.progress;
      return {
        ...row,
        amount: words.bytesOf(loaded, total),
        pace: paceOf(loaded, total, speedOf(id), texts),
        fraction: fractionOf(loaded, total),
        percent: percent(loaded, total),
        control: 'cancel',
        controlLabel: words.cancel(file.name),
        removeLabel: '',
      };
    }
    case 'failed':
      if (helpFor(state.failure.code) === 'none') return row;
      return {
        ...row,
        name: shortenName(file.name, NARROW_NAME_COLUMNS),
        control: 'retry',
        controlLabel: words.retry(file.name),
      };
    case 'cancelled':
      return {
        ...row,
        name: shortenName(file.name, NARROW_NAME_COLUMNS),
        pace: words.cancelled,
        control: 'retry',
        controlLabel: words.retry(file.name),
      };
    case 'done':
      return { ...row, pace: words.done, fraction: 1, percent: 100, showLabel: words.show(file.name) };
  }
}

/** What runs, waits and is done. */
function totalOf(items: readonly UploadItem[], speedOf: SpeedOf, texts: Messages): TotalView {
  const words = texts.upload;
  let loaded = 0;
  let total = 0;
  let speed: number | undefined;
  const count = { running: 0, done: 0, failed: 0 };
  for (const { id, file, state } of items) {
    switch (state.name) {
      case 'queued':
        count.running += 1;
        total += file.size;
        break;
      case 'uploading':
        count.running += 1;
        loaded += state.progress.loaded;
        total += state.progress.total;
        speed = sum(speed, speedOf(id));
        break;
      case 'done':
        count.done += 1;
        loaded += file.size;
        total += file.size;
        break;
      case 'failed':
        count.failed += 1;
        break;
      case 'cancelled':
        break;
    }
  }
  const running = count.running > 0;
  return {
    title: titleOf(count, texts),
    amount: running ? words.bytesOf(loaded, total) : formatBytes(loaded),
    pace: running ? paceOf(loaded, total, speed, texts) : '',
    fraction: fractionOf(loaded, total),
    percent: percent(loaded, total),
    running,
  };
}

function titleOf(count: { running: number; done: number; failed: number }, { upload }: Messages): string {
  if (count.running > 0) return upload.running(count.done, count.done + count.running);
  if (count.failed > 0) return upload.finishedWithFailures(count.done, count.failed);
  return upload.finished(count.done);
}

/** Percent while the speed is not known yet, then speed and time left. */
function paceOf(loaded: number, total: number, speed: number | undefined, texts: Messages): string {
  const share = `${percent(loaded, total)} %`;
  if (speed === undefined || speed <= 0) return share;
  const rate = texts.upload.perSecond(speed);
  return loaded < total ? `${rate} · ${texts.duration((total - loaded) / speed)}` : `${rate} · ${share}`;
}

function fractionOf(loaded: number, total: number): number {
  return total > 0 ? Math.min(1, Math.round((loaded / total) * 1000) / 1000) : 0;
}

function sum(one: number | undefined, other: number | undefined): number | undefined {
  if (one === undefined) return other;
  return other === undefined ? one : one + other;
}
