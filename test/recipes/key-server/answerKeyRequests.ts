import type { RequestListener } from 'node:http';
import { json } from 'node:stream/consumers';
import { answerFor } from '../../../cloudfunctions/cos-credentials/src/answerFor';
import { linkFor } from '../../../cloudfunctions/cos-credentials/src/linkFor';
import type { Settings } from '../../../cloudfunctions/cos-credentials/src/settings';

export interface KeyRequestOptions {
  /** `readSettings(process.env)`: the variables are those of the cloud function. */
  readonly settings: Settings;
  /** Whom WeChat gave a code of `wx.login`: `openIdOf`, or your own sign-in. Rejects when it is nobody's. */
  readonly openIdOf: (code: string) => Promise<string>;
}

/**
 * For `createServer` of Node: what `credentials: { url }` asks. It issues the keys of the cloud function, and its links, without WeChat's
 * cloud. A phone reaches it by HTTPS only.
 */
export function answerKeyRequests({ settings, openIdOf }: KeyRequestOptions): RequestListener {
  return async (request, response) => {
    const answer = (status: number, body: object): void => {
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    };
    try {
      const { code, link } = (await json(request)) as { code: string; link?: unknown };
      const openId = await openIdOf(code);
      answer(
        200,
        link === undefined ? (await answerFor(settings, openId)).answer : linkFor(settings, openId, link),
      );
    } catch (error) {
      answer(403, { errMsg: error instanceof Error ? error.message : 'no key' });
    }
  };
}
