import type { Messages } from '../../i18n/messages';
import { isOnItsWay, type QueueState, type UploadItem } from '../../index';

export interface UploadButton {
  /** '' when nothing needs the person's eye. */
  readonly badge: string;
  readonly label: string;
  /** Transfers run, wait or failed: the button leads to them and does not ask for files. */
  readonly busy: boolean;
}

export function uploadButton(items: readonly UploadItem[], state: QueueState, texts: Messages): UploadButton {
  const { upload, uploadRunning, uploadFailed } = texts.gallery;
  const running = items.filter(({ state }) => isOnItsWay(state)).length;
  if (state.name === 'stopped') return { badge: '!', label: uploadFailed(running), busy: true };
  if (running > 0) return { badge: String(running), label: uploadRunning(running), busy: true };
  const failed = items.filter(({ state }) => state.name === 'failed').length;
  if (failed > 0) return { badge: '!', label: uploadFailed(failed), busy: true };
  return { badge: '', label: upload, busy: false };
}
