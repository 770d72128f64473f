import type { PhotoFile } from '../../support/screens';

/** What the album has of a file that was saved. */
export interface SavedFile {
  type: 'image' | 'video';
  /** In bytes. */
  size: number;
  /** Hex, of the bytes that were saved. */
  sha256: string;
}

/** Whoever holds the phone: all that a script needs and that is not in the Mini Program itself. */
export interface Person {
  /** Of the caller of the cloud function. */
  readonly openId: string;
  /** Chooses these files the next time that the Mini Program asks. */
  willChoose(files: readonly PhotoFile[]): Promise<void>;
  /** Reads the word that comes before WeChat's question for the album, goes on, and allows it. */
  willAllowAlbum(): Promise<void>;
  /** The newest first. */
  album(): Promise<SavedFile[]>;
  /** Resolves when nothing moves any more that a tap could miss. */
  seesRest(): Promise<void>;
}
