import { browseFlows } from './browse/browseFlows';
import { chooseFiles } from './choose/chooseFiles';
import { Connection } from './client/Connection';
import type { CosConfig } from './client/CosConfig';
import { hostOfUrl } from './client/hostOf';
import { diagnoseFlows } from './diagnose/diagnoseFlows';
import { downloadFlows } from './download/downloadFlows';
import { expectOption } from './failures/expectOption';
import { type KeyLayout, keys as shippedKeys } from './keys';
import { type TimeLimits, timeLimits } from './task/timeLimits';
import { uploadFlows } from './upload/uploadFlows';

export interface FlowsOptions {
  /** Default: the layout of `keys.ts`. */
  readonly keys?: KeyLayout;
  /** Default: those of `task/timeLimits.ts`, for each that is not given. */
  readonly limits?: Partial<TimeLimits>;
}

/** Where files go, for display. */
export interface Place {
  readonly bucket: string;
  readonly region: string;
  /** That of the endpoint in the config; absent: Tencent COS itself. */
  readonly host?: string;
}

/** Everything that a page can do with one bucket. Each promise rejects with a `Failure`. */
export type Flows = ReturnType<typeof createFlows>;

/** With a config that can't work it makes flows that reject, each with a `Failure`. */
export function createFlows(config: CosConfig, { keys = shippedKeys, limits }: FlowsOptions = {}) {
  const isConfig = typeof config === 'object' && config !== null;
  expectOption(isConfig, 'createFlows: config', config, 'a CosConfig');
  const isLayout = typeof keys?.make === 'function' && typeof keys.read === 'function';
  expectOption(isLayout, 'createFlows: keys', keys, 'a KeyLayout');
  const connection = new Connection(config, { ...timeLimits, ...limits });
  // A line without its folder is deleted with it.
  return {
    place: placeOf(config),
    chooseFiles: connection.preparing(chooseFiles),
    /** The name that a person sees of an object, by its whole key. */
    nameOf: (key: string): string => keys.read(key).name,
    ...browseFlows(connection, keys),
    ...uploadFlows(connection, keys),
    ...downloadFlows(connection, keys),
    ...diagnoseFlows(connection),
  };
}

function placeOf({ bucket, region, endpoint }: CosConfig): Place {
  return { bucket, region, ...(typeof endpoint === 'string' ? { host: hostOfUrl(endpoint) } : {}) };
}
