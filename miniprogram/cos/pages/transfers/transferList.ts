import type { ControlView, RowView } from '../../components/transfer-row/RowView';
import { extensionOf } from '../../format/extensionOf';
import { formatBytes } from '../../format/formatBytes';
import { percent } from '../../format/percent';
import { shortenName } from '../../format/shortenName';
import { failureGroups } from '../../i18n/failureGroups';
import type { FailureView } from '../../i18n/failureView';
import type { Messages } from '../../i18n/messages';
import { commandsIn, isOnItsWay, type UploadItem } from '../../index';

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
  readonly id: State;
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

type State = UploadItem['state']['name'];

/** From above. A record, so that a state which is missing does not compile. */
const order: Record<State, true> = {
  uploading: true,
  waiting: true,
  paused: true,
  queued: true,
  failed: true,
  cancelled: true,
  done: true,
};
const states = Object.keys(order) as State[];

const icons: Record<ControlView['command'], string> = {
  cancel: 'icon-close',
  resume: 'icon-play',
  retry: 'icon-retry',
  remove: 'icon-trash',
};

/** Columns of Latin letters that a row has for the name, beside one round control and beside two. */
const NAME_COLUMNS = 26;
const NARROW_NAME_COLUMNS = 21;

export function transferList(items: readonly UploadItem[], speedOf: SpeedOf, texts: Messages): TransferList {
  return {
    total: items.length === 0 ? null : totalOf(items, speedOf, texts),
    sections: states.map((id) => sectionOf(id, items, speedOf, texts)).filter(({ count }) => count > 0),
  };
}

function sectionOf(id: State, items: readonly UploadItem[], speedOf: SpeedOf, texts: Messages): SectionView {
  const members = items.filter(({ state }) => state.name === id);
  const rows = (part: readonly UploadItem[]): RowView[] => part.map((item) => rowOf(item, speedOf, texts));
  return {
    id,
    title: texts.transfers.sections[id],
    count: members.length,
    groups:
      id === 'failed'
        ? failureGroups(members, texts).map(({ id, failure, uploads }) => ({
            id,
            failure,
            rows: rows(uploads),
          }))
        : [{ id, failure: null, rows: rows(members) }],
  };
}

function rowOf(item: UploadItem, speedOf: SpeedOf, texts: Messages): RowView {
  const { id, file, state } = item;
  const commands = commandsIn(state);
  const shows = commands.includes('show');
  const controls = commands.flatMap((command): ControlView[] =>
    command === 'show' || command === 'pause'
      ? []
      : [{ command, icon: icons[command], label: texts.transfers[command](file.name) }],
  );
  return {
    id,
    state: state.name,
    name: shortenName(file.name, controls.length > 1 ? NARROW_NAME_COLUMNS : NAME_COLUMNS),
    thumbnail: file.thumbnail ?? '',
    extension: extensionOf(file.name).toUpperCase(),
    controls,
    shows,
    label: shows ? texts.transfers.show(file.name) : file.name,
    ...lineOf(item, speedOf, texts),
  };
}

/** What is written below the name, and how far it is. */
function lineOf(
  { id, file, state }: UploadItem,
  speedOf: SpeedOf,
  texts: Messages,
): Pick<RowView, 'amount' | 'pace' | 'fraction' | 'percent'> {
  const words = texts.transfers;
  const line = { amount: formatBytes(file.size), pace: '', fraction: 0, percent: 0 };
  switch (state.name) {
    case 'queued':
      return { ...line, pace: words.waiting };
    case 'uploading': {
      const { loaded, total } = state.progress;
      return {
        amount: words.bytesOf(loaded, total),
        pace: paceOf(loaded, total, speedOf(id), texts),
        fraction: fractionOf(loaded, total),
        percent: percent(loaded, total),
      };
    }
    case 'waiting':
    case 'paused': {
      const { loaded, total } = state.progress;
      return {
        amount: words.bytesOf(loaded, total),
        pace: words.sections[state.name],
        fraction: fractionOf(loaded, total),
        percent: percent(loaded, total),
      };
    }
    case 'failed':
      return line;
    case 'cancelled':
      return { ...line, pace: words.cancelled };
    case 'done':
      return { ...line, pace: words.done, fraction: 1, percent: 100 };
  }
}

/** What runs, waits, is paused and is done. */
function totalOf(items: readonly UploadItem[], speedOf: SpeedOf, texts: Messages): TotalView {
  const words = texts.transfers;
  const onTheirWay = items.filter(({ state }) => isOnItsWay(state) || state.name === 'paused');
  const done = items.filter(({ state }) => state.name === 'done');
  const failed = items.filter(({ state }) => state.name === 'failed');
  let loaded = sizeOf(done);
  let speed: number | undefined;
  for (const { id, state } of onTheirWay) {
    if (!('progress' in state)) continue;
    loaded += state.progress.loaded;
    speed = sum(speed, speedOf(id));
  }
  const total = sizeOf(done) + sizeOf(onTheirWay);
  const running = onTheirWay.length > 0;
  return {
    title: titleOf(onTheirWay.length, done.length, failed.length, texts),
    amount: running ? words.bytesOf(loaded, total) : formatBytes(loaded),
    pace: running ? paceOf(loaded, total, speed, texts) : '',
    fraction: fractionOf(loaded, total),
    percent: percent(loaded, total),
    running,
  };
}

function titleOf(running: number, done: number, failed: number, { transfers }: Messages): string {
  if (running > 0) return transfers.running(done, done + running);
  return failed > 0 ? transfers.finishedWithFailures(done, failed) : transfers.finished(done);
}

/** Bytes. What is being sent is counted as it is: its size was looked at. */
function sizeOf(items: readonly UploadItem[]): number {
  let bytes = 0;
  for (const { file, state } of items) bytes += 'progress' in state ? state.progress.total : file.size;
  return bytes;
}

/** Percent while the speed is not known yet, then speed and time left. */
function paceOf(loaded: number, total: number, speed: number | undefined, texts: Messages): string {
  const share = `${percent(loaded, total)} %`;
  if (speed === undefined || speed <= 0) return share;
  const rate = texts.transfers.perSecond(speed);
  return loaded < total ? `${rate} · ${texts.duration((total - loaded) / speed)}` : `${rate} · ${share}`;
}

function fractionOf(loaded: number, total: number): number {
  return total > 0 ? Math.min(1, Math.round((loaded / total) * 1000) / 1000) : 0;
}

function sum(one: number | undefined, other: number | undefined): number | undefined {
  if (one === undefined) return other;
  return other === undefined ? one : one + other;
}
