import type { UploadItem } from '../../index';
import { loadedOf, sizeOf } from './bytesOf';
import { Pace } from './Pace';

/** The pace of each upload and of all together, from what they had sent when. */
export class UploadPace {
  /** While something is uploaded. */
  all: Pace | undefined;
  private files = new Map<string, { readonly loaded: number; readonly pace: Pace | undefined }>();
  private recorded = 0;

  /** `left`: bytes of all that is on its way. `now` in milliseconds. */
  record(items: readonly UploadItem[], left: number, now: number): void {
    const files = new Map<string, { loaded: number; pace: Pace | undefined }>();
    let sent = 0;
    for (const item of items) {
      const { id, state } = item;
      const known = this.files.get(id);
      if (known === undefined && state.name !== 'uploading') continue;
      const loaded = loadedOf(item);
      // What COS had already was not sent now.
      const before = Math.max(known?.loaded ?? loaded, 'kept' in state ? state.kept : 0);
      const passed = Math.max(0, loaded - before);
      sent += passed;
      if (state.name !== 'uploading') continue;
      // It may have begun to pass right after it was looked at.
      const begun = known ? this.recorded : now;
      const pace = known?.pace ?? (state.isSending ? new Pace(begun) : undefined);
      pace?.record(passed, sizeOf(item) - loaded, now);
      files.set(id, { loaded, pace });
    }
    // A small file may end before another has begun.
    this.all = files.size > 0 || sent > 0 ? (this.all ?? new Pace(now)) : undefined;
    this.all?.record(sent, left, now);
    this.files = files;
    this.recorded = now;
  }

  /** Undefined for what is not sent now. */
  of(id: string): Pace | undefined {
    return this.files.get(id)?.pace;
  }
}
