export type FileSource = 'album' | 'camera' | 'chat';

/** A file on the phone that the user chose. */
export interface ChosenFile {
  /** WeChat's temporary path. */
  readonly path: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Local path of a picture of it. */
  readonly thumbnail?: string;
}
