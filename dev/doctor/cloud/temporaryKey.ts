import { messageOf } from '../../messageOf';
import type { FunctionSettings } from '../project/FunctionCode';
import type { Project } from '../project/Project';
import { failed, type Problem } from '../report/Result';
import type { CosKey } from './askCos';

type Issued = { readonly kind: 'issued'; readonly key: CosKey } | Problem;

/** Asks STS for the key that the function would give this user, with the function's own code. */
export async function temporaryKey(
  project: Project,
  settings: FunctionSettings,
  openId: string,
): Promise<Issued> {
  const { createPolicy, requestKey } = await project.functionCode();
  project.takePrinted();
  try {
    const { key } = await requestKey(settings, createPolicy(settings, openId));
    const { tmpSecretId: secretId, tmpSecretKey: secretKey, sessionToken: token } = key.credentials;
    return { kind: 'issued', key: { secretId, secretKey, token } };
  } catch (error) {
    // `cos-credentials: STS refused a key: <code> (request <id>). <what to do>.`
    const [, seen = messageOf(error), change = 'Try again.'] =
      /^(?:cos-credentials: )?(.*?)\. (.*)$/s.exec(messageOf(error)) ?? [];
    const log = project.takePrinted().map((line) => line.replace(/^cos-credentials: /, ''));
    return failed({
      seen: [seen, ...log].join('\n'),
      means: 'The function issues no key: nothing works in the Mini Program.',
      // It stands above.
      change: change.replace(/; \S.* is in the log of the cloud function/, ''),
    });
  }
}
