import type { FailureView } from '../../i18n/failureView';
import { openPage } from '../openPage';
import { sayBriefly } from '../sayBriefly';

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
  doctorLabel: '',
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

  data: { hasDoctor: false },

  lifetimes: {
    /** A page of somebody else's need not have the page of the doctor in its Mini Program. */
    attached() {
      const pages = getCurrentPages();
      const { route = '' } = pages[pages.length - 1] ?? {};
      if (route.startsWith(`${this.root()}pages/`)) this.setData({ hasDoctor: true });
    },
  },

  methods: {
    /** Where the folder cos is, which a host may call anything. */
    root() {
      return this.is.replace(/components\/failure-card\/failure-card$/, '');
    },

    openDoctor() {
      openPage(`/${this.root()}pages/doctor/doctor`);
    },

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
      const fail = () => sayBriefly(byHand);
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
        fail: () => sayBriefly(notCopied),
      });
    },
  },
});
