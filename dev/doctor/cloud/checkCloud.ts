import { randomBytes } from 'node:crypto';
import { messageOf } from '../../messageOf';
import { readVariables } from '../files/functionVariables';
import { rightConfig } from '../files/judgeConfig';
import type { Setup } from '../files/Setup';
import { Pointless } from '../report/Pointless';
import { failed, passed, type Result, skipped } from '../report/Result';
import { allowedActions } from './allowedActions';
import { bucket } from './bucket';
import type { Cloud, CloudCheck } from './Cloud';
import { cleanUp } from './cleanUp';
import { clock } from './clock';
import { cors } from './cors';
import { imageProcessing } from './imageProcessing';
import { type Place, placeOf } from './Place';
import { pathStyle } from './pathStyle';
import { publicAccess } from './publicAccess';
import { temporaryKey } from './temporaryKey';
import { versioning } from './versioning';

/** What makes everything after it pointless. */
const needed = ['clock', 'bucket'];

/**
 * Asks STS and the bucket itself, with the key among the variables. Never rejects for what is wrong there.
 *
 * @param endpoint in place of Tencent's, as `placeOf` has it.
 */
export async function checkCloud(
  setup: Setup,
  endpoint: string | undefined,
  found: (check: string, result: Result) => void,
): Promise<void> {
  const { project } = setup;
  const settings = await readVariables(setup);
  const config = await rightConfig(project);
  const { prefixOf } = await project.functionCode();
  const openId = `oDoctor-${randomBytes(4).toString('hex')}`;
  const place = placeOf(config, endpoint);
  const issued = await temporaryKey(project, settings, openId);
  found('temporary key', issued.kind === 'issued' ? passed('STS issues one') : issued);
  const cloud: Cloud = {
    place,
    settings,
    actions: await project.actions(),
    owner: { secretId: settings.secretId, secretKey: settings.secretKey },
    ...(issued.kind === 'issued' && { user: issued.key }),
    prefix: prefixOf(openId),
    made: { keys: new Set(), uploads: new Map() },
  };
  const checks: Readonly<Record<string, CloudCheck>> = {
    clock,
    bucket,
    'path style': pathStyle(config.addressing),
    'allowed actions': allowedActions,
    'image processing': imageProcessing,
    'public access': publicAccess,
    versioning,
    CORS: cors,
    'clean-up': cleanUp,
  };
  let stopped: string | undefined;
  for (const [check, run] of Object.entries(checks)) {
    const result =
      stopped === undefined ? await run(cloud).catch((error) => resultOf(error, place)) : skipped(stopped);
    found(check, result);
    if (result.kind === 'failed' && needed.includes(check)) stopped = `first the ${check} must be right`;
  }
}

function resultOf(error: unknown, place: Place): Result {
  if (error instanceof Pointless) return skipped(error.because);
  const { host } = new URL(place.urls['virtual-hosted']);
  const unknown = (error as NodeJS.ErrnoException).code === 'ENOTFOUND';
  return failed({
    seen: `${host} can't be asked: ${messageOf(error)}`,
    means: unknown
      ? 'There is no such host. It has the name and the region of the bucket in it.'
      : 'This computer does not reach it.',
    change: unknown
      ? 'Correct bucket and region.'
      : 'Check the network and the proxy of this computer, and run it again.',
  });
}
