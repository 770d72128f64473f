import { type BrowseFlows, browseFlows } from './browse/browseFlows';
import { chooseFiles } from './choose/chooseFiles';
import { Connection } from './client/Connection';
import type { CosConfig } from './client/CosConfig';
import { hostOfUrl } from './client/hostOf';
import { type DownloadFlows, downloadFlows } from './download/downloadFlows';
import { expectOption } from './failures/expectOption';
import { type KeyLayout, keys as shippedKeys } from './keys';
import type { TimeLimits } from './task/timeLimits';
import { type UploadFlows, uploadFlows } from './upload/uploadFlows';

/** Everything that a page can do with one bucket. Each promise rejects with a `Failure`. */
export interface Flows extends BrowseFlows, UploadFlows, DownloadFlows {
  /** Where files go, for display. `host` is that of the endpoint in the config; absent: Tencent COS itself. */
  readonly place: { readonly bucket: string; readonly region: string; readonly host?: string };
  readonly chooseFiles: typeof chooseFiles;
}

export interface FlowsOptions {
  /** Default: the layout of `keys.ts`. */
  readonly keys?: KeyLayout;
  /** Default: those of `task/timeLimits.ts`. */
  readonly limits?: TimeLimits;
}

/** With a config that can't work it makes flows that reject, each with a `Failure`. */
export function createFlows(config: CosConfig, { keys = shippedKeys, limits }: FlowsOptions = {}): Flows {
  const isLayout = typeof keys?.make === 'function' && typeof keys.read === 'function';
  expectOption(isLayout, 'createFlows: keys', keys, 'a KeyLayout');
  const connection = new Connection(config, limits);
  const { tidyUp, ...uploading } = uploadFlows(connection, keys);
  const { bucket, region, endpoint } = config;
  return {
    place: { bucket, region, ...(endpoint === undefined ? {} : { host: hostOfUrl(endpoint) }) },
    chooseFiles,
    ...uploading,
    ...browseFlows(connection, keys, tidyUp),
    ...downloadFlows(connection, keys),
  };
}
