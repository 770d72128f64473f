import type { FailureView } from '../../i18n/describeFailure';

/**
 * What went wrong and what helps. Fires `help` for its button and `close` for its cross, both synchronously
 * within the tap: WeChat opens its settings only from there.
 */
Component({
  properties: {
    /** A `FailureView`. */
    failure: { type: Object, value: {} },
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
