import { changedPaths } from '../../components/changedPaths';
import type { RowView } from '../../components/transfer-row/RowView';
import { type FailureView, failureView } from '../../i18n/failureView';
import { type Messages, messages } from '../../i18n/messages';
import { flows, type QueueState, type UploadItem } from '../../index';
import { addFilesOn } from '../addFiles';
import { definePage } from '../definePage';
import { objectPageUrl } from '../objectPage';
import { openPage } from '../openPage';
import { ShownItems } from '../ShownItems';
import { sendChanges } from '../sendChanges';
import { SpeedMeter } from './SpeedMeter';
import { type GroupView, type SectionView, type TotalView, transferList } from './transferList';

/** Its rows are slots in `rows`. */
type ShownGroup = Omit<GroupView, 'rows'> & { readonly rows: readonly string[] };
type ShownSection = Omit<SectionView, 'groups'> & { readonly groups: readonly ShownGroup[] };

interface TransfersData {
  labels: { add: string; empty: string; clearDone: string; clearDoneHint: string };
  total: TotalView | null;
  sections: readonly ShownSection[];
  rows: Record<string, RowView | null>;
  /** Why nothing is sent. */
  stopped: FailureView | null;
  /** Why files could not be chosen. */
  notice: FailureView | null;
}

interface TransfersFields {
  texts: Messages;
  speeds: SpeedMeter;
  rows: ShownItems<RowView>;
  choosing: boolean;
  alive: boolean;
  unsubscribe: () => void;
}

interface TransfersMethods {
  show(items: readonly UploadItem[], state: QueueState): void;
  resumeAll(): void;
  add(): Promise<void>;
  closeNotice(): void;
  cancel(event: WechatMiniprogram.CustomEvent): void;
  resume(event: WechatMiniprogram.CustomEvent): void;
  retry(event: WechatMiniprogram.CustomEvent): void;
  retryGroup(event: WechatMiniprogram.CustomEvent): void;
  remove(event: WechatMiniprogram.CustomEvent): void;
  clearDone(): void;
  openObject(event: WechatMiniprogram.CustomEvent): void;
}

definePage<TransfersData, TransfersMethods, TransfersFields>({
  data: {
    labels: { add: '', empty: '', clearDone: '', clearDoneHint: '' },
    total: null,
    sections: [],
    rows: {},
    stopped: null,
    notice: null,
  },

  onLoad() {
    this.texts = messages();
    this.speeds = new SpeedMeter();
    this.rows = new ShownItems('rows');
    this.choosing = false;
    this.alive = true;
    const { title, add, empty, clearDone, clearDoneHint } = this.texts.transfers;
    wx.setNavigationBarTitle({ title });
    this.setData({ labels: { add, empty, clearDone, clearDoneHint } });
    this.show(flows.uploads.items, flows.uploads.state);
    this.unsubscribe = flows.uploads.subscribe((items, state) => this.show(items, state));
  },

  onUnload() {
    this.alive = false;
    this.unsubscribe();
  },

  show(items, state) {
    const now = Date.now();
    const uploading = new Set<string>();
    for (const { id, state } of items) {
      if (state.name !== 'uploading') continue;
      uploading.add(id);
      this.speeds.record(id, state.progress.loaded, now);
    }
    this.speeds.keepOnly(uploading);
    const list = transferList(items, (id) => this.speeds.speedOf(id), this.texts);
    const rows = list.sections.flatMap(({ groups }) => groups.flatMap((group) => group.rows));
    const { fill, clear } = this.rows.update(rows.map((row) => [row.id, row] as const));
    const sections = list.sections.map((section) => ({
      ...section,
      groups: section.groups.map((group) => ({
        ...group,
        rows: group.rows.map(({ id }) => this.rows.slotOf(id)),
      })),
    }));
    const stopped = state.name === 'stopped' ? failureView(state.failure, 'upload', this.texts) : null;
    sendChanges(this, {
      ...changedPaths('stopped', this.data.stopped, stopped),
      ...changedPaths('total', this.data.total, list.total),
      ...fill,
      ...changedPaths('sections', this.data.sections, sections),
      ...clear,
    });
  },

  resumeAll() {
    flows.uploads.resumeAll();
  },

  async add() {
    await addFilesOn(this);
  },

  closeNotice() {
    this.setData({ notice: null });
  },

  cancel(event) {
    flows.uploads.cancel(String(event.currentTarget.dataset.id));
  },

  resume(event) {
    flows.uploads.resume(String(event.currentTarget.dataset.id));
  },

  retry(event) {
    flows.uploads.retry(String(event.currentTarget.dataset.id));
  },

  retryGroup(event) {
    const cause = String(event.currentTarget.dataset.cause);
    for (const { groups } of this.data.sections) {
      for (const group of groups) {
        if (group.id !== cause) continue;
        flows.uploads.retryAll(group.rows.flatMap((slot) => this.data.rows[slot]?.id ?? []));
      }
    }
  },

  remove(event) {
    flows.uploads.remove(String(event.currentTarget.dataset.id));
  },

  clearDone() {
    flows.uploads.removeDone();
  },

  openObject(event) {
    const id = String(event.currentTarget.dataset.id);
    const state = flows.uploads.items.find((item) => item.id === id)?.state;
    if (state?.name === 'done') openPage(objectPageUrl(state.object.key));
  },
});
