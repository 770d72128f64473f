import { WxFailure } from '../../messages/WxFailure';
import type { ToastIcon } from '../overlay/Overlay';
import { type ApiOptions, asyncApis, type WxFunction } from './asyncApi';
import { optionalNumber, optionalString, requiredArray, requiredString, strings } from './options';
import type { WxContext } from './WxContext';

const TOAST_MS = 1500;
const MODAL_BUTTON_CHARACTERS = 4;
const ACTION_SHEET_ITEMS = 6;

export function feedbackApis(context: WxContext): Record<string, WxFunction> {
  const { overlay } = context;
  return asyncApis({
    async showToast(options) {
      overlay.showToast({
        title: requiredString(options, 'title'),
        icon: toastIcon(options),
        image: imageUrl(context, options),
        mask: options.mask === true,
        durationMs: optionalNumber(options, 'duration') ?? TOAST_MS,
      });
      return undefined;
    },
    async hideToast() {
      overlay.hideToast();
      return undefined;
    },
    async showLoading(options) {
      overlay.showToast({
        title: requiredString(options, 'title'),
        icon: 'loading',
        mask: options.mask === true,
        durationMs: Number.POSITIVE_INFINITY,
      });
      return undefined;
    },
    async hideLoading() {
      overlay.hideToast();
      return undefined;
    },
    async showModal(options) {
      const { texts } = overlay;
      return overlay.showModal({
        title: optionalString(options, 'title') ?? '',
        content: optionalString(options, 'content') ?? '',
        showCancel: options.showCancel !== false,
        cancelText: buttonText(options, 'cancelText') ?? texts.cancel,
        confirmText: buttonText(options, 'confirmText') ?? texts.ok,
        cancelColor: optionalString(options, 'cancelColor'),
        confirmColor: optionalString(options, 'confirmColor'),
        editable: options.editable === true,
        placeholder: optionalString(options, 'placeholderText') ?? '',
      });
    },
    async showActionSheet(options) {
      const items = strings(requiredArray(options, 'itemList'));
      if (items.length === 0) {
        throw new WxFailure('parameter error: parameter.itemList should have at least 1 item');
      }
      if (items.length > ACTION_SHEET_ITEMS) {
        throw new WxFailure('parameter error: itemList should not be large than 6');
      }
      const tapped = await overlay.showActionSheet({
        items,
        alertText: optionalString(options, 'alertText'),
        itemColor: optionalString(options, 'itemColor'),
      });
      if (tapped === undefined) throw new WxFailure('cancel');
      return { tapIndex: tapped };
    },
  });
}

function toastIcon(options: ApiOptions): ToastIcon {
  const icon = optionalString(options, 'icon');
  return icon === 'error' || icon === 'loading' || icon === 'none' ? icon : 'success';
}

function imageUrl({ environment }: WxContext, options: ApiOptions): string | undefined {
  const image = optionalString(options, 'image');
  return image === undefined ? undefined : environment.resourceUrl(image);
}

/** WeChat: at most 4 characters; the check counts two Latin letters as one. */
function buttonText(options: ApiOptions, name: 'cancelText' | 'confirmText'): string | undefined {
  const text = optionalString(options, name);
  if (!text) return undefined;
  let width = 0;
  for (const character of text) width += character.charCodeAt(0) > 0xff ? 1 : 0.5;
  if (width > MODAL_BUTTON_CHARACTERS) {
    throw new WxFailure(`${name} length should not larger than 4 Chinese characters`);
  }
  return text;
}
