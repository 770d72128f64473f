import type { Failure } from '../failures/Failure';
import type { ChosenFile } from '../files/ChosenFile';
import type { Progress } from '../task/Task';

export type UploadState =
  | { readonly name: 'queued' }
  | { readonly name: 'uploading'; readonly progress: Progress }
  | { readonly name: 'failed'; readonly failure: Failure }
  | { readonly name: 'cancelled' }
  | { readonly name: 'done'; readonly key: string };

export interface UploadItem {
  readonly id: string;
  readonly file: ChosenFile;
  readonly state: UploadState;
}

export interface UploadQueue {
  /** In the order in which they were added. Each change makes a new array; unchanged items stay identical. */
  readonly items: readonly UploadItem[];
  add(files: readonly ChosenFile[]): void;
  /** Queued or uploading → cancelled. */
  cancel(id: string): void;
  /** Failed or cancelled → queued. */
  retry(id: string): void;
  /** Takes an item that is done, failed or cancelled off the list. */
  remove(id: string): void;
  /** Takes all items that are done off the list, in one change. */
  removeDone(): void;
  /**
   * Called at once when a state changes, and a few times a second while only progress does. Returns what ends it.
   */
  subscribe(listener: (items: readonly UploadItem[]) => void): () => void;
}
