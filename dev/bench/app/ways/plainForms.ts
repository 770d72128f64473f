import { createHash, createHmac } from 'node:crypto';
import type { FileToSend } from '../AppMessages';
import { askForKey, type IssuedKey } from './askForKey';
import type { Way } from './Way';
import type { Wx } from './Wx';

/** Without the SDK and without this template: `wx.uploadFile` with a signed form for each file, some at a time. */
export function plainForms(atOnce: number): Way {
  return ({ cloud }, wx) =>
    async (files) => {
      const key = await askForKey(wx, cloud);
      const waiting = [...files];
      let failures = 0;
      const sendNext = async (): Promise<void> => {
        for (let file = waiting.shift(); file; file = waiting.shift()) {
          const next = file;
          await post(wx, cloud.cos, key, next).catch(() => {
            failures += 1;
            waiting.push(next);
          });
        }
      };
      await Promise.all(Array.from({ length: atOnce }, sendNext));
      return { failures };
    };
}

function post(wx: Wx, origin: string, key: IssuedKey, { path, name }: FileToSend): Promise<void> {
  return new Promise((resolve, reject) => {
    wx.uploadFile({
      url: `${origin}/${key.bucket}/`,
      filePath: path,
      name: 'file',
      formData: { key: `${key.prefix}${name}`, success_action_status: '200', ...signForm(key) },
      success: ({ statusCode }) =>
        statusCode === 200 ? resolve() : reject(new Error(`COS answered ${statusCode}.`)),
      fail: ({ errMsg }) => reject(new Error(errMsg)),
    });
  });
}

/** The fields that sign a form for any key of the user (COS, document 14690). A server would make them. */
function signForm({ credentials, startTime, expiredTime, prefix }: IssuedKey): Record<string, string> {
  const { tmpSecretId, tmpSecretKey, sessionToken } = credentials;
  const time = `${startTime};${expiredTime}`;
  const policy = JSON.stringify({
    expiration: new Date(expiredTime * 1000).toISOString(),
    conditions: [
      ['starts-with', '$key', prefix],
      { 'q-sign-algorithm': 'sha1' },
      { 'q-ak': tmpSecretId },
      { 'q-sign-time': time },
    ],
  });
  const hmac = (secret: string, text: string): string =>
    createHmac('sha1', secret).update(text).digest('hex');
  const text = createHash('sha1').update(policy).digest('hex');
  return {
    policy: Buffer.from(policy).toString('base64'),
    'q-sign-algorithm': 'sha1',
    'q-ak': tmpSecretId,
    'q-key-time': time,
    'q-signature': hmac(hmac(tmpSecretKey, time), text),
    'x-cos-security-token': sessionToken,
  };
}
