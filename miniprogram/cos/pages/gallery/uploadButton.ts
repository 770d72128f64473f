import type { ScreenMessages } from '../../i18n/screenMessages';
import type { QueueState, UploadItem } from '../../index';
import { isLeft } from '../isLeft';

export interface UploadButton {
  /** '' when nothing needs the person's eye. */
  readonly badge: string;
  readonly label: string;
  /** Transfers run, wait, are paused or failed: the button leads to them and does not ask for files. */
  readonly busy: boolean;
}

const wordsOf = {
  idle: 'running',
  running: 'running',
  returning: 'offline',
  offline: 'offline',
  paused: 'paused',
  asking: 'asking',
  stopped: 'stopped',
} as const;

/** More than these are not told apart. */
const MOST = 99;

export function uploadButton(
  items: readonly UploadItem[],
  state: QueueState,
  texts: ScreenMessages,
): UploadButton {
  const { labels, uploads } = texts.gallery;
  const left = items.filter(isLeft).length + (state.name === 'returning' ? state.files : 0);
  const failed = items.filter((item) => item.state.name === 'failed').length;
  if (left > 0) {
    const count = left > MOST ? `${MOST}+` : String(left);
    // It goes on when the person has done something.
    const badge = state.name === 'stopped' || state.name === 'asking' ? '!' : count;
    return {
      badge,
      label: `${labels.upload}, ${uploads[wordsOf[state.name]](count)}`,
      busy: true,
    };
  }
  if (failed > 0)
    return { badge: '!', label: `${labels.upload}, ${uploads.failed(String(failed))}`, busy: true };
  return { badge: '', label: labels.upload, busy: false };
}
