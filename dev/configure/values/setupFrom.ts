import type { CosConfig } from '../../doctor/project/CosConfig';
import { functionName } from '../../doctor/project/Project';
import { isOnLocalCloud, type Setup } from './Setup';
import { needed, type ValueName, type Values } from './Values';

/** The first environment of a Mini Program, which needs no id. */
export const DEFAULT_ENVIRONMENT = 'default';

/** The values of a set-up that has a bucket already; none of the local cloud, whose bucket is made up. */
export function valuesOf({ appId, config }: Setup): Values {
  if (isOnLocalCloud(config)) return {};
  const { bucket, region, addressing, credentials } = config;
  return {
    bucket,
    region,
    created: addressing === 'path-style' ? 'before-2024' : 'since-2024',
    appid: appId,
    ...('url' in credentials
      ? { url: credentials.url }
      : { environment: credentials.environment ?? DEFAULT_ENVIRONMENT }),
  };
}

/** Which values have still to be given. */
export function missing(given: Values, current: Values): readonly ValueName[] {
  return needed.filter((name) => given[name] === undefined && current[name] === undefined);
}

/**
 * A set-up with the values given, and else as it is. Virtual-hosted suits a bucket of any age.
 *
 * @param given right, each of them, and none that is needed missing.
 */
export function setupFrom(given: Values, current: Setup | undefined): Setup {
  const known = current && !isOnLocalCloud(current.config) ? current : undefined;
  const value = (name: (typeof needed)[number]): string => {
    const found = given[name] ?? (known && valuesOf(known)[name]);
    if (found === undefined) throw new Error(`${name} is missing`);
    return found;
  };
  const bucket = value('bucket');
  // The age of another bucket is not known.
  const created = given.created ?? (known?.config.bucket === bucket ? valuesOf(known).created : undefined);
  return {
    appId: value('appid'),
    config: {
      bucket,
      region: value('region'),
      addressing: created === 'before-2024' ? 'path-style' : 'virtual-hosted',
      // A server of somebody's own, or a domain of the bucket's.
      ...(known?.config.endpoint !== undefined && { endpoint: known.config.endpoint }),
      credentials: credentialsFrom(given, known?.config.credentials),
    },
  };
}

function credentialsFrom(
  { url, environment }: Values,
  known: CosConfig['credentials'] | undefined,
): CosConfig['credentials'] {
  if (url !== undefined) return { url };
  if (environment === undefined && known) return known;
  const cloudFunction = known && 'cloudFunction' in known ? known.cloudFunction : functionName;
  if (environment === undefined || environment === DEFAULT_ENVIRONMENT) return { cloudFunction };
  return { cloudFunction, environment };
}
