import { Pointless } from '../report/Pointless';
import type { Cloud } from './Cloud';
import { upload } from './upload';

/** Uploads an object to try something with; resolves with its URL. Rejects with `Pointless` when COS refuses it. */
export async function putProbe(cloud: Cloud, name: string, bytes: Buffer): Promise<string> {
  const key = cloud.prefix + name;
  const { status, code } = await upload(cloud, key, bytes);
  if (status < 300) return cloud.place.urls['virtual-hosted'] + key;
  throw new Pointless(`nothing could be uploaded to try it with: ${status} ${code ?? ''}`);
}
