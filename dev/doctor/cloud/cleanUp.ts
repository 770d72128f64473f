import { passed, warning } from '../report/Result';
import { askCos, type CosKey, type CosQuestion } from './askCos';
import type { CloudCheck } from './Cloud';

/** Removes what the checks have made, with the key of the user or, where that may not, of the sub-account. */
export const cleanUp: CloudCheck = async ({ place, owner, user, made, prefix }) => {
  const keys = user ? [user, owner] : [owner];
  const url = place.urls['virtual-hosted'];
  const left: string[] = [];
  for (const [uploadId, key] of made.uploads) {
    const query = { uploadId };
    if (!(await removed({ method: 'DELETE', url: url + key, query }, keys)))
      left.push(`the upload of ${key}`);
  }
  for (const key of made.keys) {
    if (!(await removed({ method: 'DELETE', url: url + key }, keys))) left.push(key);
  }
  if (left.length === 0) return passed(`nothing is left below ${prefix}`);
  return warning({
    seen: `${left.join(', ')} may be left in ${place.bucket}`,
    means: 'Neither key may delete it: it is stored, and costs next to nothing.',
    change: 'Delete it in the COS console.',
  });
};

async function removed(question: CosQuestion, keys: readonly CosKey[]): Promise<boolean> {
  for (const by of keys) {
    const answer = await askCos({ ...question, by }).catch(() => undefined);
    if (answer && (answer.status < 300 || answer.status === 404)) return true;
  }
  return false;
}
