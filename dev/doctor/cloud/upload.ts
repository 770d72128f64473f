import { type CosAnswer, postObject } from './askCos';
import { type Cloud, userOf } from './Cloud';

/** Uploads an object that is removed at the end, as a user does. Throws `Pointless` when there is no user. */
export async function upload(cloud: Cloud, key: string, bytes: Buffer): Promise<CosAnswer> {
  const { made, place } = cloud;
  const by = userOf(cloud);
  // It may arrive while its answer is lost.
  made.keys.add(key);
  const answer = await postObject(place.urls['virtual-hosted'], key, bytes, by);
  if (answer.status >= 300) made.keys.delete(key);
  return answer;
}
