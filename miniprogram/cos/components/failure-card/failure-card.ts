import type { FailureView } from '../../i18n/failureView';

/** WeChat renders a component once before it has its properties. */
const nothing: FailureView = {
  code: 'unknown',
  heading: '',
  cause: '',
  advice: '',
  help: 'none',
  helpLabel: '',
  againLabel: '',
  codeLine: '',
  requestLine: '',
  messageLine: '',
  report: '',
  copyLabel: '',
  notCopied: '',
  byHand: '',
  closeLabel: '',
};

/**
 * What went wrong and what helps. Fires `help` for its button and `close` for its cross, both synchronously
 * within the tap: WeChat opens its settings only from there. The phone's settings it opens by itself, and has a second button
 * for whoever comes back from there, which fires `help`: whether anything was changed WeChat does not tell.
 */
Component({
  properties: {
    /** A `FailureView`. */
    failure: { type: Object, value: nothing },
    closable: { type: Boolean, value: false },
  },

  methods: {
    help() {
      if ((this.data.failure as FailureView).help === 'phone-settings') this.openPhoneSettings();
      else this.triggerEvent('help');
    },

    again() {
      this.triggerEvent('help');
    },

    /** Absent before base library 2.20.1; not documented for computers. */
    openPhoneSettings() {
      const { byHand } = this.data.failure as FailureView;
      const fail = () => wx.showToast({ title: byHand, icon: 'none' });
      if (wx.openAppAuthorizeSetting) wx.openAppAuthorizeSetting({ fail });
      else fail();
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
