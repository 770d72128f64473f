export type FileSource = 'album' | 'camera' | 'chat';

/** A file on the phone that the user chose. */
export interface ChosenFile {
  /** WeChat's temporary path. */
  readonly path: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Local path of a picture of it. That of a video becomes its cover in the cloud. */
  readonly thumbnail?: string;
  /** How long a video plays, where WeChat tells. Seconds, whole, at least 1. */
  readonly seconds?: number;
}
