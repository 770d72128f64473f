import { configFile } from '../project/Project';
import { failed, passed, type Result, skipped } from '../report/Result';
import { askCos } from './askCos';
import { type Cloud, type CloudCheck, userOf } from './Cloud';
import { listBuckets } from './listBuckets';

/** Whether the bucket is there, and in this region. */
export const bucket: CloudCheck = async (cloud) => {
  const { place, owner, prefix } = cloud;
  const url = place.urls['virtual-hosted'];
  const head = await askCos({ method: 'HEAD', url, by: owner });
  if (head.status === 404) return notThere(cloud);
  if (head.status === 200) return there(cloud, head.headers['x-cos-bucket-region']);
  // The sub-account needs no HeadBucket; what a user may do tells as much.
  const query = { prefix, 'max-keys': '1' };
  const list = await askCos({ method: 'GET', url, query, by: userOf(cloud) });
  if (list.code === 'NoSuchBucket') return notThere(cloud);
  if (list.status === 200) return there(cloud, list.headers['x-cos-bucket-region']);
  if (list.code === 'AccessDenied')
    return skipped('the key may neither ask for the bucket nor list a prefix in it');
  return failed({
    seen: `COS answers ${list.status} ${list.code ?? ''} to a list of ${prefix}`,
    means: 'The bucket can not be used.',
    change: `Look the code up among the error codes of COS.`,
  });
};

function there({ place }: Cloud, region: string | string[] | undefined): Result {
  if (region === undefined || region === place.region)
    return passed(`${place.bucket} is there, in ${place.region}`);
  return otherRegion(place, String(region));
}

async function notThere(cloud: Cloud): Promise<Result> {
  const { place } = cloud;
  const buckets = await listBuckets(cloud);
  const elsewhere = buckets?.find(({ name }) => name === place.bucket);
  if (elsewhere) return otherRegion(place, elsewhere.region);
  const own = buckets && buckets.length > 0 ? ` It has ${buckets.map(({ name }) => name).join(', ')}.` : '';
  return failed({
    seen: `There is no bucket ${place.bucket} in ${place.region}`,
    means: `Everything would be answered 404 NoSuchBucket.${buckets ? ` The account has no bucket of this name.${own}` : ''}`,
    change: `Create it in the COS console, or correct bucket and region in ${configFile} and of the function.`,
  });
}

function otherRegion({ bucket: name, region }: Cloud['place'], actual: string): Result {
  return failed({
    seen: `${name} is in ${actual}, not in ${region}`,
    means: 'Everything would be answered 404 NoSuchBucket.',
    change: `Set region in ${configFile}, and REGION of the function, to ${actual}.`,
  });
}
