import { messageOf } from '../../messageOf';
import type { FunctionSettings } from '../project/FunctionCode';
import { configFile } from '../project/Project';
import { Pointless } from '../report/Pointless';
import { failed, passed } from '../report/Result';
import { rightConfig } from './judgeConfig';
import type { FileCheck, Setup } from './Setup';

/** Any of them says that the function's variables are meant; others have a REGION too. */
const names = ['SECRET_ID', 'SECRET_KEY', 'BUCKET'];

/** The settings of the cloud function, read by its own code. Rejects with `Pointless` when none were given. */
export async function readVariables({ project, variables }: Setup): Promise<FunctionSettings> {
  if (names.every((name) => !variables[name])) {
    throw new Pointless(
      `${names.join(', ')} and REGION are not in the environment; --env FILE reads them from a file`,
    );
  }
  return (await project.functionCode()).readSettings(variables);
}

/** The environment variables that the cloud function gets in the cloud console, when they were given here. */
export const functionVariables: FileCheck = async (setup) => {
  const config = await rightConfig(setup.project);
  const read = await readVariables(setup).catch((error: unknown) => {
    if (error instanceof Pointless) throw error;
    return messageOf(error).replace(/^cos-credentials: /, '');
  });
  const change =
    'Correct them in the cloud console (the function → 版本与配置 → 配置), and where the doctor gets them from.';
  if (typeof read === 'string') {
    return failed({ seen: read, means: 'The function issues no key, and says this on the phone.', change });
  }
  const { bucket, region, durationSeconds, maxUploadBytes, maxLinkSeconds } = read;
  if (bucket !== config.bucket || region !== config.region) {
    return failed({
      seen: `The function has ${bucket} in ${region}, ${configFile} has ${config.bucket} in ${config.region}`,
      means: 'Its keys open another bucket than the one that the Mini Program asks.',
      change: `Make BUCKET and REGION of the function the same as bucket and region in ${configFile}.`,
    });
  }
  return passed(
    `keys live ${durationSeconds} s; files have at most ${Math.floor(maxUploadBytes / 1024 ** 2)} MB; ${maxLinkSeconds === 0 ? 'no links are signed' : `links live ${maxLinkSeconds} s at most`}`,
  );
};
