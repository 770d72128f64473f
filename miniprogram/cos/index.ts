/**
 * The only door for code outside this folder, and for its own pages. What stands here stays; everything behind it may change.
 *
 *     import { flows } from '../../cos/index';
 *
 *     const [file] = await flows.chooseFiles({ count: 1, types: ['image'] });
 *     const { key } = await flows.upload(file).result;
 *     await flows.saveToAlbum(key).result;
 */
import { config } from './config';
import { createFlows, type Flows } from './createFlows';

// The bucket of config.ts, and others.

/** Everything that a page can do with the bucket of `config.ts`. */
export const flows: Flows = createFlows(config);
export type { CosConfig, CredentialSource } from './client/CosConfig';
export { createFlows, type Flows, type FlowsOptions, type Place } from './createFlows';
export type { KeyLayout, NewFile, ReadKey } from './keys';

// What comes out of every flow.

export { type Action, type Attempt, Failure } from './failures/Failure';
export type { FailureCode } from './failures/FailureCode';
export { failureFrom } from './failures/failureFrom';
export type { Help } from './failures/helpFor';
export { describeFailure, type FailureDescription } from './i18n/describeFailure';
export type { Language } from './i18n/messages';
export { kindOf } from './objects/kindOf';
export type { ObjectOrKey } from './objects/ObjectOrKey';
export type { ObjectKind, ObjectPage, StoredObject, VideoCover } from './objects/StoredObject';
export type { Progress, Task } from './task/Task';

// Choosing.

export type { ChooseOptions, FileType, MediaQuality } from './choose/ChooseOptions';
export type { ChosenFile, FileSource } from './files/ChosenFile';

// Uploading.

export type { UploadQueue, UploadQueueOptions } from './upload/UploadQueue';
export type { QueueState, UploadCommand, UploadItem, UploadState } from './upload/UploadState';
export { commandsIn, isOnItsWay } from './upload/UploadState';
export type { CreateUploadsOptions, FileToUpload, UploadFlows, UploadOptions } from './upload/uploadFlows';

// Downloading.

export type { DownloadFlows, DownloadOptions, SaveAllOptions, SaveOptions } from './download/downloadFlows';
export type { NotSaved, SaveAllProgress, SaveAllResult } from './download/saveAllToAlbum';

// Listing.

export type { BrowseFlows, PreviewOptions, RemoveAllOptions, ThumbnailOptions } from './browse/browseFlows';
export type { Link, LinkOptions } from './browse/Link';
export type { ListAllOptions, ListOptions } from './browse/listObjects';
export {
  markerBefore,
  mergePage,
  type PageChange,
  pageChange,
  reaches,
  type Splice,
  trimmed,
} from './browse/mergePage';
export type { NotRemoved, RemoveAllProgress, RemoveAllResult } from './browse/removeAll';

// Finding out why something does not work.

export type { Check, CheckId, CheckState, Note } from './diagnose/Check';
export { type CheckDescription, describeCheck } from './diagnose/describeCheck';
export type { DiagnoseFlows, DiagnoseOptions } from './diagnose/diagnoseFlows';
