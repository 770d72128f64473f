import { messageOf } from '../../messageOf';
import { isLocal } from '../files/judgeConfig';
import { configFile } from '../project/Project';
import { failed, passed, type Result } from '../report/Result';
import { askCos } from './askCos';
import type { Place } from './Place';

/** Whether the host of the bucket answers at all. */
export async function network({ urls, service }: Place): Promise<Result> {
  const url = urls['virtual-hosted'];
  const { host } = new URL(url);
  const error = await errorOf(url);
  if (error === undefined) return passed(`${host} answers`);
  const seen = `${host} does not answer: ${messageOf(error)}`;
  // Offline, no host is found.
  if (isUnknownHost(error) && !isUnknownHost(await errorOf(service))) {
    return failed({
      seen,
      means: 'There is no such host. It has the name and the region of the bucket in it.',
      change: `Correct bucket and region in ${configFile}, and of the function.`,
    });
  }
  if (isLocal(url)) {
    return failed({
      seen,
      means: 'It is the local cloud, which runs as long as npm start does.',
      change: `Run npm start beside it. To ask Tencent COS, take endpoint out of ${configFile}.`,
    });
  }
  return failed({
    seen,
    means: 'This computer does not reach COS.',
    change: 'Check the network and the proxy of this computer, and run it again.',
  });
}

function errorOf(url: string): Promise<unknown> {
  return askCos({ method: 'HEAD', url }).then(
    () => undefined,
    (error: unknown) => error,
  );
}

function isUnknownHost(error: unknown): boolean {
  return (error as NodeJS.ErrnoException | undefined)?.code === 'ENOTFOUND';
}
