import { asyncApis, type WxFunction } from './asyncApi';
import { requiredString } from './options';
import type { WxContext } from './WxContext';

const TOAST_MS = 1500;

export function clipboardApis(context: WxContext): Record<string, WxFunction> {
  const { phone, overlay, privacy } = context;
  return asyncApis({
    async setClipboardData(options) {
      const text = requiredString(options, 'data');
      await privacy.consent('setClipboardData');
      // Before the phone is asked: browsers allow it only while the tap is recent.
      overlay.copy(text);
      await phone.setClipboard({ text });
      // WeChat shows a toast of its own.
      overlay.showToast({ title: overlay.texts.copied, icon: 'success', mask: false, durationMs: TOAST_MS });
      return undefined;
    },
    async getClipboardData() {
      await privacy.consent('getClipboardData');
      const { text } = await phone.clipboard();
      return { data: text };
    },
  });
}
