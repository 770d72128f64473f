import { account } from '../../../dev/local-cloud/account';
import type { LocalCloud } from '../../../dev/local-cloud/startLocalCloud';
import { send } from '../../cos-server/support/send';

/** Stores an object for the person who holds the phone, as the owner of the bucket does in COS's console. Resolves with its key. */
export async function putObject(
  { cos, rootKey }: LocalCloud,
  name: string,
  body: Buffer,
  type = 'image/jpeg',
): Promise<string> {
  const key = `users/${account.openId}/${name}`;
  const headers = { 'content-type': type, 'content-length': String(body.length) };
  const answer = await send(cos, rootKey, {
    method: 'PUT',
    path: `/${account.bucket}/${key}`,
    headers,
    body,
  });
  expect(answer.status).toBe(200);
  return key;
}
