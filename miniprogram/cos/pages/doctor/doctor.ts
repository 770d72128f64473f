import { askLine } from '../../components/askLine';
import { changedPaths } from '../../components/changedPaths';
import { nobodyWaits } from '../../components/nobodyWaits';
import { sayBriefly } from '../../components/sayBriefly';
import { type ScreenMessages, screenMessages } from '../../i18n/screenMessages';
import { type Check, type CheckId, flows, type Task } from '../../index';
import { definePage } from '../definePage';
import { type CheckRow, checkRow } from './checkRow';
import { type DoctorSummary, doctorSummary } from './doctorSummary';

interface DoctorData {
  labels: ScreenMessages['doctor']['labels'] | Record<string, never>;
  summary: DoctorSummary;
  rows: readonly CheckRow[];
}

interface DoctorFields {
  texts: ScreenMessages;
  checks: readonly Check[];
  task: Task<unknown> | undefined;
}

interface DoctorMethods {
  isRunning(): boolean;
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
    labels: {},
    summary: { state: 'running', text: '', failed: '' },
    rows: [],
  },

  onLoad() {
    this.texts = screenMessages();
    this.checks = [];
    this.task = undefined;
    const { title, labels } = this.texts.doctor;
    wx.setNavigationBarTitle({ title, ...nobodyWaits });
    this.setData({ labels });
    this.run();
  },

  /** What it has stored so far is taken off all the same. */
  onUnload() {
    const { task } = this;
    this.task = undefined;
    task?.cancel();
  },

  isRunning() {
    return this.task !== undefined && this.data.summary.state === 'running';
  },

  /** One that still takes off what it stored is no hindrance: its checks are over. */
  run(from) {
    if (this.isRunning()) return;
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
    const { checks: before, texts } = this;
    const { rows, summary } = this.data;
    this.checks = checks;
    const after = checks.map((check, at) => {
      const known = before[at]?.state === check.state ? rows[at] : undefined;
      return known ?? checkRow(check, texts);
    });
    this.setData({
      ...changedPaths('summary', summary, doctorSummary(checks, this.task !== undefined, texts)),
      ...changedPaths('rows', rows, after),
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
        if (row) wx.pageScrollTo({ scrollTop: viewport.scrollTop + row.top, ...nobodyWaits });
      });
  },

  again() {
    this.run();
  },

  stop() {
    this.task?.cancel();
  },

  async askAgain(event) {
    if (this.isRunning()) return;
    const line = await askLine([this.texts.doctor.labels.againFromHere]).catch(() =>
      sayBriefly(this.texts.notOpened),
    );
    if (line === 0) this.againFrom(event);
  },

  /** One that was left out would be so again: it begins with what keeps it from running. */
  againFrom({ currentTarget }) {
    const check = this.checks.find(({ id }) => id === currentTarget.dataset.id);
    if (check !== undefined) this.run(check.state.name === 'skipped' ? check.state.because : check.id);
  },

  async openSettings(event) {
    const allowed = await flows.openSettings().catch(() => sayBriefly(this.texts.notOpened));
    if (allowed) this.againFrom(event);
  },

  copy() {
    const { notCopied } = this.texts.failureCard;
    wx.setClipboardData({
      data: flows.diagnosisReport(this.checks),
      fail: () => sayBriefly(notCopied),
    });
  },
});
