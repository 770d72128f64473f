import { createPrivateKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { decodeText } from '../decodeText';

/** The environment variable with the text of the key: what the stores of secrets of a CI give to a job. */
export const KEY_VARIABLE = 'WECHAT_UPLOAD_KEY';

const where =
  'A key is made in mp.weixin.qq.com under Development → Development Settings → Mini Program Code Upload ' +
  '(开发管理 → 开发设置 → 小程序代码上传), by an administrator. WeChat shows it once; a new one replaces it.';

export interface UploadKey {
  /** PEM. It never leaves this computer, and no message says any of it. */
  readonly text: string;
  /** For messages: `--key ../private.key`. */
  readonly from: string;
  /** Undefined when it is no file. */
  readonly file?: string;
}

/**
 * The key that signs what is sent: the file that was given, or the text in the environment, or the file in the project's
 * folder by the name that WeChat gives it. Rejects when there is none, or none that could be of this Mini Program.
 */
export async function readUploadKey(
  root: string,
  appid: string,
  given: string | undefined,
  variable: string | undefined,
): Promise<UploadKey> {
  const key = await findKey(root, appid, given, variable);
  const { from } = key;
  const owner = /\b(wx[\da-f]{16})\b/.exec(basename(key.file ?? ''))?.[1];
  if (owner !== undefined && owner !== appid)
    throw new Error(
      `${from} is by its name the key of ${owner}; the app id is ${appid}.\n→ Give the key of ${appid}.`,
    );
  let type: string | undefined;
  try {
    type = createPrivateKey(key.text).asymmetricKeyType;
  } catch {
    // What OpenSSL says of it helps nobody.
  }
  if (type !== 'rsa')
    throw new Error(
      `${from} is no RSA private key: that is a text from "-----BEGIN RSA PRIVATE KEY-----" to "-----END …-----".\n` +
        `→ Take the file as WeChat gave it. ${where}`,
    );
  return key;
}

async function findKey(
  root: string,
  appid: string,
  given: string | undefined,
  variable: string | undefined,
): Promise<UploadKey> {
  const usual = `private.${appid}.key`;
  if (given !== undefined)
    return readKeyFile(
      given,
      `--key ${given}`,
      `--key ${given} can't be read: there is no such file.\n→ ${where}`,
    );
  // Some stores keep a text in one line.
  if (variable) return { text: variable.replaceAll('\\n', '\n'), from: `The text in ${KEY_VARIABLE}` };
  return readKeyFile(
    join(root, usual),
    usual,
    `There is no upload key of ${appid}.\n→ Give its file as --key FILE, put it here as ${usual} (git ignores it), or put its ` +
      `text into the environment variable ${KEY_VARIABLE}.\n  ${where}`,
  );
}

/** @param missing what is said when there is no such file. */
async function readKeyFile(file: string, from: string, missing: string): Promise<UploadKey> {
  try {
    return { text: decodeText(await readFile(file)), from, file };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'EISDIR' ? 'it is a folder' : code;
    throw new Error(code === 'ENOENT' ? missing : `${from} can't be read: ${why}.\n→ ${where}`, {
      cause: error,
    });
  }
}
