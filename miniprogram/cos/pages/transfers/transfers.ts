import { askLine } from '../../components/askLine';
import { changedPaths } from '../../components/changedPaths';
import { nobodyWaits } from '../../components/nobodyWaits';
import { Opening } from '../../components/Opening';
import { openPage } from '../../components/openPage';
import { sayBriefly } from '../../components/sayBriefly';
import { textScale } from '../../components/textScale';
import type { RowView } from '../../components/transfer-row/RowView';
import { windowInfo } from '../../components/windowInfo';
import { type FailureView, failureView } from '../../i18n/failureView';
import { type ScreenMessages, screenMessages } from '../../i18n/screenMessages';
import { flows, type QueueState, type UploadCommand, type UploadItem } from '../../index';
import { addFilesOn } from '../addFiles';
import { definePage } from '../definePage';
import { objectPageUrl } from '../objectPage';
import { PacedDrawing } from '../PacedDrawing';
import { ShownItems } from '../ShownItems';
import { allowedFor, rowView } from './rowView';
import { rowsNear, type TransferSizes, transferSizes } from './TransferSizes';
import { type TotalView, totalProgress, totalView } from './totalView';
import { type TransferGroup, type TransferSection, transferSections } from './transferSections';
import { UploadPace } from './UploadPace';

/** What is drawn of a group: the rows near the screen, and empty room in place of the others. */
interface DrawnGroup {
  readonly id: string;
  /** Slot in `cards`, '' for none. */
  readonly card: string;
  /** px. */
  readonly above: number;
  /** Slots in `rows`. */
  readonly rows: readonly string[];
  /** px. */
  readonly below: number;
}

type DrawnSection = Omit<TransferSection, 'groups'> & { readonly groups: readonly DrawnGroup[] };

interface TransfersData {
  labels: (ScreenMessages['transfers']['labels'] & { empty: string }) | Record<string, never>;
  /** Style of the list: what the script reckons with. */
  heights: string;
  total: TotalView | null;
  /** Why the queue has stopped. */
  stopped: FailureView | null;
  sections: readonly DrawnSection[];
  rows: Record<string, RowView | null>;
  cards: Record<string, FailureView | null>;
  /** Why files could not be chosen. */
  notice: FailureView | null;
}

interface TransfersFields {
  texts: ScreenMessages;
  pace: UploadPace;
  drawing: PacedDrawing;
  rows: ShownItems<RowView>;
  cards: ShownItems<FailureView>;
  sizes: TransferSizes;
  scrollTop: number;
  /** Where the page was scrolled to when the rows were chosen that are drawn; undefined before. */
  drawnAt: number | undefined;
  waitsForWifi: boolean;
  choosing: Opening;
  alive: boolean;
  unsubscribe: () => void;
}

interface TransfersMethods {
  measure(items: readonly UploadItem[]): void;
  changes(): Readonly<Record<string, unknown>>;
  drawnRows(sections: readonly TransferSection[]): readonly DrawnRows[];
  stoppedBy(queue: QueueState): FailureView | null;
  add(): Promise<void>;
  closeNotice(): void;
  control(): void;
  tryAgain(): void;
  useMobile(): void;
  waitForWifi(): void;
  commandAll(event: WechatMiniprogram.CustomEvent): void;
  command(event: WechatMiniprogram.CustomEvent): void;
  open(event: WechatMiniprogram.CustomEvent): void;
  menu(event: WechatMiniprogram.CustomEvent): Promise<void>;
  run(command: UploadCommand, item: UploadItem): void;
}

type DrawnRows = ReturnType<typeof rowsNear>[number];

/** While something is uploaded and nothing is told of it: how fast it goes is not what it was. Milliseconds. */
const STALLED = 1000;

definePage<TransfersData, TransfersMethods, TransfersFields>({
  data: {
    labels: {},
    heights: '',
    total: null,
    stopped: null,
    sections: [],
    rows: {},
    cards: {},
    notice: null,
  },

  onLoad() {
    this.texts = screenMessages();
    this.pace = new UploadPace();
    this.drawing = new PacedDrawing(this, () => this.changes());
    this.rows = new ShownItems('rows');
    this.cards = new ShownItems('cards');
    this.sizes = transferSizes(windowInfo().windowHeight, textScale());
    this.scrollTop = 0;
    this.drawnAt = undefined;
    this.waitsForWifi = false;
    this.choosing = new Opening();
    this.alive = true;
    wx.setNavigationBarTitle({ title: this.texts.transfers.title, ...nobodyWaits });
    this.unsubscribe = flows.uploads.subscribe((items) => {
      this.measure(items);
      this.drawing.withRoom();
    });
  },

  onShow() {
    this.drawing.show();
  },

  onHide() {
    this.drawing.hide();
  },

  onUnload() {
    this.alive = false;
    this.drawing.hide();
    this.unsubscribe();
  },

  onPageScroll({ scrollTop }) {
    this.scrollTop = scrollTop;
    if (Math.abs(scrollTop - (this.drawnAt ?? 0)) * 3 > this.sizes.reserve) this.drawing.soon();
  },

  /** A tablet that was turned, a window that was drawn larger. */
  onResize() {
    this.sizes = transferSizes(windowInfo().windowHeight, textScale());
    this.drawing.soon();
  },

  measure(items) {
    const { loaded, total } = totalProgress(items);
    this.pace.record(items, total - loaded, Date.now());
  },

  changes() {
    const { items, state } = flows.uploads;
    const { texts, pace } = this;
    this.measure(items);
    if (pace.all !== undefined) this.drawing.withRoom(STALLED);
    this.waitsForWifi = this.waitsForWifi && state.name === 'asking';

    const sections = transferSections(items, texts);
    const groups = sections.flatMap((section) => section.groups);
    const ranges = this.drawnRows(sections);
    const inGroup = groups.map((group, at) => group.items.slice(ranges[at]?.from, ranges[at]?.to));
    const rows = this.rows.update(
      inGroup.flat().map((item) => [item.id, rowView(item, state, pace.of(item.id), texts)] as const),
    );
    const cards = this.cards.update(
      groups.flatMap(({ id, failure }) => (failure === null ? [] : [[id, failure] as const])),
    );
    const drawn = groups.map(
      ({ id }, at): DrawnGroup => ({
        id,
        card: this.cards.slotOf(id),
        above: ranges[at]?.above ?? 0,
        rows: (inGroup[at] ?? []).map((item) => this.rows.slotOf(item.id)),
        below: ranges[at]?.below ?? 0,
      }),
    );
    const after = {
      labels: labelsIn(texts, state),
      heights: `--row: ${this.sizes.row}px`,
      total: totalView(items, state, pace.all, this.waitsForWifi, texts),
      stopped: this.stoppedBy(state),
    };
    return {
      ...changedPaths('labels', this.data.labels, after.labels),
      ...changedPaths('heights', this.data.heights, after.heights),
      ...changedPaths('total', this.data.total, after.total),
      ...changedPaths('stopped', this.data.stopped, after.stopped),
      ...cards.fill,
      ...rows.fill,
      ...changedPaths('sections', this.data.sections, withGroups(sections, drawn)),
      ...rows.clear,
      ...cards.clear,
    };
  },

  /** First those on the screen, which is soon done, then the reserve above and below it. */
  drawnRows(sections) {
    const { sizes, scrollTop, drawnAt } = this;
    const isNear = drawnAt !== undefined && Math.abs(scrollTop - drawnAt) < sizes.reserve;
    if (!isNear) this.drawing.soon();
    this.drawnAt = scrollTop;
    return rowsNear(sections, sizes, scrollTop, isNear ? sizes.reserve : 0);
  },

  stoppedBy(queue) {
    if (queue.name !== 'stopped') return null;
    const view = failureView(queue.failure, 'upload', this.texts);
    const { failureCard, transfers } = this.texts;
    return { ...view, heading: transfers.stopped, help: 'retry', helpLabel: failureCard.retry };
  },

  async add() {
    await addFilesOn(this);
  },

  closeNotice() {
    this.setData({ notice: null });
  },

  control() {
    if (this.data.total?.control === 'resume') flows.uploads.resumeAll();
    else flows.uploads.pauseAll();
    this.drawing.soon();
  },

  tryAgain() {
    flows.uploads.resumeAll();
    this.drawing.soon();
  },

  useMobile() {
    flows.uploads.allowMobile();
    this.drawing.soon();
  },

  waitForWifi() {
    this.waitsForWifi = true;
    this.drawing.soon();
  },

  /** For all of a section, or all that failed by one cause. */
  commandAll(event) {
    const { section, group, command } = event.currentTarget.dataset;
    const found = transferSections(flows.uploads.items, this.texts).find(({ id }) => id === section);
    const ids = (found?.groups ?? [])
      .filter(({ id }) => group === undefined || id === group)
      .flatMap(({ items }) => items.map(({ id }) => id));
    if (command === 'cancel') flows.uploads.cancelAll(ids);
    if (command === 'retry') flows.uploads.retryAll(ids);
    if (command === 'remove') flows.uploads.removeAll(ids);
    this.drawing.soon();
  },

  command(event) {
    const item = itemOf(event);
    if (item !== undefined) this.run(event.detail.command, item);
  },

  open(event) {
    const item = itemOf(event);
    if (item === undefined) return;
    if (allowedFor(item, flows.uploads.state).includes('show')) this.run('show', item);
    else void this.menu(event);
  },

  async menu(event) {
    const item = itemOf(event);
    if (item === undefined) return;
    const commands = allowedFor(item, flows.uploads.state);
    const { commands: words, allTheSame } = this.texts.transfers;
    const isTwin = item.state.name === 'present';
    const line = await askLine(
      commands.map((command) => (command === 'retry' && isTwin ? allTheSame : words[command])),
      item.file.name,
    ).catch(() => {
      sayBriefly(this.texts.notOpened);
      return undefined;
    });
    const command = commands[line ?? -1];
    if (command !== undefined) this.run(command, item);
  },

  run(command, { id, state }) {
    if (command === 'show') {
      if (state.name === 'done' || state.name === 'present') openPage(objectPageUrl(state.object.key));
      return;
    }
    flows.uploads[command](id);
    this.drawing.soon();
  },
});

function labelsIn({ transfers }: ScreenMessages, queue: QueueState): TransfersData['labels'] {
  const empty = queue.name === 'returning' ? transfers.returning(queue.files) : transfers.empty;
  return { ...transfers.labels, empty };
}

function itemOf({ currentTarget }: WechatMiniprogram.CustomEvent): UploadItem | undefined {
  return flows.uploads.items.find(({ id }) => id === currentTarget.dataset.id);
}

function withGroups(
  sections: readonly TransferSection[],
  drawn: readonly DrawnGroup[],
): readonly DrawnSection[] {
  let at = 0;
  return sections.map((section) => ({
    ...section,
    groups: section.groups.map((_group: TransferGroup) => drawn[at++] as DrawnGroup),
  }));
}
