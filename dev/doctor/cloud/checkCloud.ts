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
import { links } from './links';
import { network } from './network';
import { type Place, placeOf } from './Place';
import { pathStyle } from './pathStyle';
import { publicAccess } from './publicAccess';
import { temporaryKey } from './temporaryKey';
import { versioning } from './versioning';

/** Without a key; what one finds makes everything after it pointless. */
const placeChecks: Readonly<Record<string, (place: Place) => Promise<Result>>> = { network, clock };

export interface CloudOptions {
  /** In place of Tencent's, as `placeOf` has it. */
  readonly endpoint?: string;
  /** From when on it is true, nothing is asked any more, and what was made is removed. */
  stopped?(): boolean;
}

/** Asks STS and the bucket itself, with the key among the variables. Never rejects for what is wrong there. */
export async function checkCloud(
  setup: Setup,
  { endpoint, stopped = () => false }: CloudOptions,
  found: (check: string, result: Result) => void,
): Promise<void> {
  const { project } = setup;
  const settings = await readVariables(setup);
  const config = await rightConfig(project);
  const code = await project.functionCode();
  const openId = `oDoctor-${randomBytes(4).toString('hex')}`;
  const place = placeOf(config, endpoint);
  const stoppedBy = (check: string): void => found('the rest', skipped(`first the ${check} must be right`));
  for (const [check, run] of Object.entries(placeChecks)) {
    const result = await run(place).catch(resultOf);
    found(check, result);
    if (result.kind === 'failed') return stoppedBy(check);
  }
  const issued = await temporaryKey(project, settings, openId);
  found('temporary key', issued.kind === 'issued' ? passed('STS issues one') : issued);
  const cloud: Cloud = {
    place,
    settings,
    actions: await project.actions(),
    owner: { secretId: settings.secretId, secretKey: settings.secretKey },
    ...(issued.kind === 'issued' && { user: issued.key }),
    prefix: code.prefixOf(openId),
    made: { keys: new Set(), uploads: new Map() },
  };
  const checks: Readonly<Record<string, CloudCheck>> = {
    bucket,
    'path style': pathStyle(config.addressing),
    'allowed actions': allowedActions,
    'image processing': imageProcessing,
    'public access': publicAccess,
    links: links(code),
    versioning,
    CORS: cors,
    'clean-up': cleanUp,
  };
  for (const [check, run] of Object.entries(checks)) {
    if (stopped() && run !== cleanUp) continue;
    const result = await run(cloud).catch(resultOf);
    found(check, result);
    if (run === bucket && result.kind === 'failed') return stoppedBy(check);
  }
}

function resultOf(error: unknown): Result {
  if (error instanceof Pointless) return skipped(error.because);
  return failed({
    seen: `The bucket can't be asked any more: ${messageOf(error)}`,
    means: 'It was reached before.',
    change: 'Run it again.',
  });
}
