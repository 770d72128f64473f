import type { ChosenFile } from '../files/ChosenFile';
import type { FileType } from './ChooseOptions';

/** A file, and what WeChat takes it for. */
export interface TypedFile {
  readonly file: ChosenFile;
  readonly type: FileType;
}
