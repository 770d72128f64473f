import type { Failure } from '../failures/Failure';
import { helpFor } from '../failures/helpFor';
import type { ChosenFile } from '../files/ChosenFile';
import type { StoredObject } from '../objects/StoredObject';
import type { Progress } from '../task/Task';

export type UploadState =
  | { readonly name: 'queued' }
  | { readonly name: 'uploading'; readonly progress: Progress }
  | { readonly name: 'failed'; readonly failure: Failure }
  | { readonly name: 'cancelled' }
  | { readonly name: 'done'; readonly object: StoredObject };

/** What a person may do: `remove` takes it off the list, `show` shows what was stored. */
export type UploadCommand = 'cancel' | 'retry' | 'remove' | 'show';

/** The queue does nothing else, and the pages offer nothing else. */
export function commandsIn(state: UploadState): readonly UploadCommand[] {
  switch (state.name) {
    case 'queued':
    case 'uploading':
      return ['cancel'];
    case 'failed':
      return helpFor(state.failure.code) === 'none' ? ['remove'] : ['retry', 'remove'];
    case 'cancelled':
      return ['retry', 'remove'];
    case 'done':
      return ['show', 'remove'];
  }
}

/** It will be stored if nobody does anything. */
export function isOnItsWay({ name }: UploadState): boolean {
  return name === 'queued' || name === 'uploading';
}

/** One file in a queue; a new one whenever something of it changes. */
export interface UploadItem {
  /** Within its queue. */
  readonly id: string;
  readonly file: ChosenFile;
  readonly state: UploadState;
}
