import type { Failure } from '../failures/Failure';
import { helpFor } from '../failures/helpFor';
import type { ChosenFile } from '../files/ChosenFile';
import type { StoredObject } from '../objects/StoredObject';
import type { Progress } from '../task/Task';

/** How far a file is that was begun. */
export interface Begun {
  /** Never goes back, whatever is sent again, until the file has failed or is cancelled. */
  readonly progress: Progress;
  /** Bytes of it that COS had when it was begun the last time, or has while nothing is sent: these are not sent again. */
  readonly kept: number;
}

export type UploadState =
  | { readonly name: 'queued' }
  /** `isSending`: its bytes have their turn. Before, it is looked at, or waits for a lane. */
  | ({ readonly name: 'uploading'; readonly isSending: boolean } & Begun)
  /** By a person. */
  | ({ readonly name: 'paused' } & Begun)
  /** Begun, and goes on by itself as soon as the queue does and has room. `failure`: why the network kept it back. */
  | ({ readonly name: 'waiting'; readonly failure?: Failure } & Begun)
  /** The same bytes are stored already, in this object: nothing was sent, and the person decides. */
  | { readonly name: 'present'; readonly object: StoredObject }
  | { readonly name: 'failed'; readonly failure: Failure }
  | { readonly name: 'cancelled' }
  | { readonly name: 'done'; readonly object: StoredObject };

/** What a person may do: `remove` takes it off the list, `show` shows what is stored, `retry` uploads what is present all the same. */
export type UploadCommand = 'pause' | 'resume' | 'cancel' | 'retry' | 'remove' | 'show';

/** The queue does nothing else, and the pages offer nothing else. */
export function commandsIn(state: UploadState): readonly UploadCommand[] {
  switch (state.name) {
    case 'queued':
    case 'uploading':
    case 'waiting':
      return ['pause', 'cancel'];
    case 'paused':
      return ['resume', 'cancel'];
    case 'present':
      return ['show', 'retry', 'remove'];
    case 'failed':
      return helpFor(state.failure.code) === 'none' ? ['remove'] : ['retry', 'remove'];
    case 'cancelled':
      return ['retry', 'remove'];
    case 'done':
      return ['show', 'remove'];
  }
}

/** It will be stored if nobody does anything, as soon as its queue runs. */
export function isOnItsWay({ name }: UploadState): boolean {
  return name === 'queued' || name === 'uploading' || name === 'waiting';
}

/** One file in a queue; a new one whenever something of it changes. */
export interface UploadItem {
  /** Within its queue. */
  readonly id: string;
  readonly file: ChosenFile;
  readonly state: UploadState;
  /**
   * It comes back with the next start when the Mini Program is ended: there is a copy of the file, since WeChat's own is
   * temporary. False while there is none yet, no room for one, or its queue has no name.
   */
  readonly survives: boolean;
}

/** What the queue as a whole does. */
export type QueueState =
  /** Nothing is on its way. */
  | { readonly name: 'idle' }
  /**
   * Nothing is on its way yet: an earlier start left so many files, which come back as soon as there is a key. Until then nobody
   * knows whether the person is the one whose they are, so that neither their names nor their pictures are shown.
   */
  | { readonly name: 'returning'; readonly files: number }
  /**
   * `weak`: WeChat says that the network is slow, or about to break. `still`: nothing has moved for far longer than it should
   * take, whatever WeChat says; no listener is called when it comes to that.
   */
  | { readonly name: 'running'; readonly link: 'good' | 'weak' | 'still' }
  /** By a person, all of it or each of its files: `resumeAll`. */
  | { readonly name: 'paused' }
  /** By a cause that all files share, told once: `resumeAll` tries again. */
  | { readonly name: 'stopped'; readonly failure: Failure }
  /** Nothing reaches the server. Goes on by itself. `failure`: why, where WeChat says that there is a network. */
  | { readonly name: 'offline'; readonly failure?: Failure }
  /** So many bytes would go over a mobile network: `allowMobile`, or Wi-Fi. */
  | { readonly name: 'asking'; readonly bytes: number };
