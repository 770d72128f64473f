/** The one bucket that a server holds. */
export interface Bucket {
  /** With the APPID: `examplebucket-1250000000`. */
  name: string;
  /** Without the APPID: `examplebucket`. */
  shortName: string;
  appId: string;
  region: string;
}

/** Lower-case letters, digits and `-`, then `-` and the APPID (COS's naming rule for buckets). */
export const BUCKET_NAME = /^([a-z0-9](?:[a-z0-9-]*[a-z0-9])?)-(\d{5,})$/;

/** Throws when the name or the region can't be one of COS. */
export function bucketFrom(name: string, region: string): Bucket {
  const match = BUCKET_NAME.exec(name);
  const [, shortName, appId] = match ?? [];
  if (!shortName || !appId) {
    throw new Error(
      `Can't use "${name}" as a bucket: a bucket is written with its APPID, as examplebucket-1250000000.`,
    );
  }
  if (!/^[a-z]+(-[a-z0-9]+)+$/.test(region)) {
    throw new Error(`Can't use "${region}" as a region: a region looks like ap-guangzhou.`);
  }
  return { name, shortName, appId, region };
}
