import type { FailureView } from '../../i18n/describeFailure';

/** WeChat renders a component once before it has its properties. */
const nothing: FailureView = {
  code: 'unknown',
  heading: '',
  cause: '',
  advice: '',
  help: 'none',
  helpLabel: '',
  codeLine: '',
  requestLine: '',
  messageLine: '',
  report: '',
  copyLabel: '',
  notCopied: '',
  closeLabel: '',
};

/**
 * What went wrong and what helps. Fires `help` for its button and `close` for its cross, both synchronously
 * within the tap: WeChat opens its settings only from there.
 */
Component({
  properties: {
    /** A `FailureView`. */
    failure: { type: Object, value: nothing },
    closable: { type: Boolean, value: false },
  },

  methods: {
    help() {
      this.triggerEvent('help');
    },

    close() {
      this.triggerEvent('close');
    },

    /** On success WeChat shows a toast of its own. */
    copyReport() {
      const { report, notCopied } = this.data.failure as FailureView;
      wx.setClipboardData({
        data: report,
        fail: () => wx.showToast({ title: notCopied, icon: 'none' }),
      });
    },
  },
});
