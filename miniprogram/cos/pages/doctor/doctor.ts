import { askLine } from '../../components/askLine';
import { changedPaths } from '../../components/changedPaths';
import { type Messages, messages } from '../../i18n/messages';
import { type Check, type CheckId, flows, type Task } from '../../index';
import { definePage } from '../definePage';
import { type CheckRow, checkRow } from './checkRow';
import { type DoctorSummary, doctorSummary } from './doctorSummary';

interface DoctorData {
  labels: Record<'again' | 'againFromHere' | 'stop' | 'copy', string>;
  summary: DoctorSummary;
  rows: readonly CheckRow[];
}

interface DoctorFields {
  texts: Messages;
  checks: readonly Check[];
  task: Task<unknown> | undefined;
}

interface DoctorMethods {
  run(from?: CheckId): void;
  show(checks: readonly Check[]): void;
  showFailed(): void;
  again(): void;
  stop(): void;
  askAgain(event: WechatMiniprogram.CustomEvent): Promise<void>;
  againFrom(event: WechatMiniprogram.CustomEvent): void;
  openSettings(event: WechatMiniprogram.CustomEvent): Promise<void>;
  copy(): void;
}

definePage<DoctorData, DoctorMethods, DoctorFields>({
  data: {
    labels: { again: '', againFromHere: '', stop: '', copy: '' },
    summary: { state: 'running', text: '', failed: '' },
    rows: [],
  },

  onLoad() {
    this.texts = messages();
    this.checks = [];
    this.task = undefined;
    const { title, again, againFromHere, stop, copy } = this.texts.doctor;
    wx.setNavigationBarTitle({ title });
    this.setData({ labels: { again, againFromHere, stop, copy } });
    this.run();
  },

  /** What it has stored so far is taken off all the same. */
  onUnload() {
    const { task } = this;
    this.task = undefined;
    task?.cancel();
  },

  run(from) {
    if (this.task !== undefined) return;
    const task = flows.diagnose({
      onChange: (checks) => {
        if (this.task === task) this.show(checks);
      },
      earlier: this.checks,
      ...(from === undefined ? {} : { from }),
    });
    this.task = task;
    const over = () => {
      if (this.task !== task) return;
      this.task = undefined;
      this.show(this.checks);
    };
    task.result.then(over, over);
  },

  show(checks) {
    this.checks = checks;
    const after = {
      rows: checks.map((check) => checkRow(check, this.texts)),
      summary: doctorSummary(checks, this.task !== undefined, this.texts),
    };
    this.setData({
      ...changedPaths('summary', this.data.summary, after.summary),
      ...changedPaths('rows', this.data.rows, after.rows),
    });
  },

  /** The first of them: it may lie below the screen. */
  showFailed() {
    wx.createSelectorQuery()
      .select('.failed')
      .boundingClientRect()
      .selectViewport()
      .scrollOffset()
      .exec(([row, viewport]) => {
        if (row) wx.pageScrollTo({ scrollTop: viewport.scrollTop + row.top });
      });
  },

  again() {
    this.run();
  },

  stop() {
    this.task?.cancel();
  },

  async askAgain(event) {
    if (this.task !== undefined) return;
    const line = await askLine([this.texts.doctor.againFromHere]).catch(() => undefined);
    if (line === 0) this.againFrom(event);
  },

  againFrom({ currentTarget }) {
    this.run(currentTarget.dataset.id);
  },

  async openSettings(event) {
    const allowed = await flows.openSettings().catch(() => false);
    if (allowed) this.againFrom(event);
  },

  copy() {
    const { notCopied } = this.texts.failureCard;
    wx.setClipboardData({
      data: flows.diagnosisReport(this.checks),
      fail: () => wx.showToast({ title: notCopied, icon: 'none' }),
    });
  },
});
