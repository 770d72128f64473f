import { type BrowseFlows, browseFlows } from './browse/browseFlows';
import { chooseFiles } from './choose/chooseFiles';
import { Connection } from './client/Connection';
import type { CosConfig } from './client/CosConfig';
import { hostOfUrl } from './client/hostOf';
import { type DownloadFlows, downloadFlows } from './download/downloadFlows';
import { failureFrom } from './failures/failureFrom';
import type { ChosenFile, FileSource } from './files/ChosenFile';
import { type KeyLayout, keys as shippedKeys } from './keys';
import type { TimeLimits } from './task/timeLimits';
import { type UploadFlows, uploadFlows } from './upload/uploadFlows';

/** Everything that a page can do with one bucket. Each promise rejects with a `Failure`. */
export interface Flows extends BrowseFlows, UploadFlows, DownloadFlows {
  /** Where files go, for display. `host` is that of the endpoint in the config; absent: Tencent COS itself. */
  readonly place: { readonly bucket: string; readonly region: string; readonly host?: string };
  /** Empty when the user cancels. */
  chooseFiles(source: FileSource): Promise<ChosenFile[]>;
}

export interface FlowsOptions {
  /** Default: the layout of `keys.ts`. */
  readonly keys?: KeyLayout;
  /** Default: those of `task/timeLimits.ts`. */
  readonly limits?: TimeLimits;
}

/** Throws nothing, whatever the config: each flow rejects with a `Failure` then. */
export function createFlows(config: CosConfig, { keys = shippedKeys, limits }: FlowsOptions = {}): Flows {
  const connection = new Connection(config, limits);
  const { tidyUp, ...uploading } = uploadFlows(connection, keys);
  const { bucket, region, endpoint } = config;
  return {
    place: { bucket, region, ...(endpoint === undefined ? {} : { host: hostOfUrl(endpoint) }) },
    chooseFiles: (source) =>
      chooseFiles(source).catch((error: unknown) => {
        const failure = failureFrom(error, { action: 'choose' });
        if (failure.code === 'cancelled') return [];
        throw failure;
      }),
    ...uploading,
    ...browseFlows(connection, keys, tidyUp),
    ...downloadFlows(connection, keys),
  };
}
