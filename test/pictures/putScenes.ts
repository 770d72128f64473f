import type { LocalCloud } from '../../dev/local-cloud/startLocalCloud';
import { putObject } from '../components/support/putObject';
import { scene } from '../looks/scene';

const DAY = 86_400_000;

/** Seven photos of yesterday, and six of some days before. */
export async function putScenes(cloud: LocalCloud): Promise<void> {
  const now = Date.now();
  for (let index = 0; index < 13; index += 1) {
    const time = now - (index < 7 ? DAY : 4 * DAY) - index * 60_000;
    await putObject(cloud, `${9_999_999_999_999 - time}-${index}.jpg`, await scene(index + 4));
  }
}
