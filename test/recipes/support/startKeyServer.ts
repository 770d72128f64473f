import { createServer } from 'node:http';
import { readSettings } from '../../../cloudfunctions/cos-credentials/src/settings';
import { listen } from '../../../dev/http/listen';
import { account } from '../../../dev/local-cloud/account';
import type { LocalCloud } from '../../../dev/local-cloud/startLocalCloud';
import { answerKeyRequests } from '../key-server/answerKeyRequests';
import { openIdOf } from '../key-server/openIdOf';

export interface TestKeyServer {
  readonly url: string;
  /** Those that WeChat was asked about. */
  readonly codes: string[];
  /** WeChat knows no code any more. */
  refuse: boolean;
  close(): Promise<void>;
}

/** The recipe's server beside a stand-in for WeChat's. The cloud may start after it. */
export async function startKeyServer(cloud: () => LocalCloud): Promise<TestKeyServer> {
  const wechat = await listen(
    createServer((request, response) => {
      const code = new URL(request.url ?? '', 'http://wechat').searchParams.get('js_code') ?? '';
      keyServer.codes.push(code);
      const answer = keyServer.refuse
        ? { errcode: 40029, errmsg: 'invalid code' }
        : { openid: code.replace(/^local-/, ''), session_key: 'a' };
      response.end(JSON.stringify(answer));
    }),
    0,
    '127.0.0.1',
  );
  const miniProgram = { appId: account.miniProgramAppId, appSecret: 'secret', origin: wechat.url };
  const settings = () => {
    const { cos, sts, rootKey } = cloud();
    return readSettings({
      SECRET_ID: rootKey.secretId,
      SECRET_KEY: rootKey.secretKey,
      BUCKET: account.bucket,
      REGION: account.region,
      LINK_BASE: cos.url,
      STS_ENDPOINT: sts.url,
    });
  };
  const server = await listen(
    createServer((...exchange) =>
      answerKeyRequests({ settings: settings(), openIdOf: (code) => openIdOf(miniProgram, code) })(
        ...exchange,
      ),
    ),
    0,
    '127.0.0.1',
  );
  const keyServer: TestKeyServer = {
    url: server.url,
    codes: [],
    refuse: false,
    async close() {
      await server.close();
      await wechat.close();
    },
  };
  return keyServer;
}
