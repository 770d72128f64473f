/** The only door for code outside this folder, and for its own pages. */
import { config } from './config';
import { createFlows, type Flows } from './createFlows';

export type { Flows } from './createFlows';
export { Failure } from './failures/Failure';
export type { FailureCode } from './failures/FailureCode';
export type { Help } from './failures/helpFor';
export type { ChosenFile, FileSource } from './files/ChosenFile';
export { describeFailure, type FailureDescription } from './i18n/describeFailure';
export type { ObjectKind, ObjectPage, StoredObject } from './objects/StoredObject';
export type { Progress, Task } from './task/Task';
export type { UploadQueue, UploadQueueOptions } from './upload/UploadQueue';
export {
  commandsIn,
  isOnItsWay,
  type UploadCommand,
  type UploadItem,
  type UploadState,
} from './upload/UploadState';
export type { FileToUpload, UploadFlows, UploadOptions } from './upload/uploadFlows';

/** Everything that a page can do with the bucket of `config.ts`. */
export const flows: Flows = createFlows(config);
