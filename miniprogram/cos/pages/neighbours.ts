import type { StoredObject } from '../index';

/** The files beside the one that a person looks at, in the order in which the page before shows them. */
export interface Neighbours {
  /** As they are now. */
  objects(): readonly StoredObject[];
  /** Those after them are among `objects` once it resolves, if there are any. Never rejects. */
  more(): Promise<void>;
  /** It has another name, and another key, since. */
  replace(object: StoredObject, renamed: StoredObject): void;
}

/** What the page of all files and the page of one tell each other. Opened by its address, the page of one is told nothing. */
export const neighbours: {
  /** Set by the page of all as long as it is there. */
  list: Neighbours | undefined;
  /** Key of the file that was looked at last, for the page of all to find its way back. */
  lastSeen: string | undefined;
} = { list: undefined, lastSeen: undefined };
