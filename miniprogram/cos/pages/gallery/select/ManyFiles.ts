import type { StoredObject } from '../../../index';
import type { FailureCard } from '../../failedFiles';

/** What a bar shows of it; plain data, so that it can go through setData. */
export interface ManyFilesView {
  /** `waiting`: for a tap of the person's, `next`. */
  readonly state: 'running' | 'waiting' | 'ended';
  readonly title: string;
  /** '' when there is nothing to add. */
  readonly detail: string;
  readonly percent: number;
  readonly failures: readonly FailureCard[];
}

/** Files that a person has marked, on their way somewhere: with one progress, and what became of all of them at the end. */
export interface ManyFiles {
  readonly view: ManyFilesView;
  /** They have not arrived: they failed, or were not touched. */
  readonly left: readonly StoredObject[];
  /** It was called off before anything happened. */
  readonly isVoid: boolean;
  /** What is on its way stops, the rest is not begun. */
  stop(): void;
  /** Straight from a tap: what waits for one. */
  next(): void;
  /** Straight from a tap: what helps the files of this card. */
  help(id: string): void;
}
