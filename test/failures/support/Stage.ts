import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allowedBy } from '../../../cloudfunctions/cos-credentials/src/allowedBy';
import { type Answer, answerFor } from '../../../cloudfunctions/cos-credentials/src/answerFor';
import { createPolicy, type Policy } from '../../../cloudfunctions/cos-credentials/src/createPolicy';
import { requestKey } from '../../../cloudfunctions/cos-credentials/src/requestKey';
import { readSettings, type Settings } from '../../../cloudfunctions/cos-credentials/src/settings';
import { type CosServer, startCosServer } from '../../../dev/cos-server/startCosServer';
import { type Listening, listen } from '../../../dev/http/listen';
import { type StsServer, startStsServer } from '../../../dev/sts-server/startStsServer';
import type { CosConfig } from '../../../miniprogram/cos/client/CosConfig';
import type { Flows, FlowsOptions } from '../../../miniprogram/cos/createFlows';
import { TestPhone } from '../../support/phone/TestPhone';
import { Middle } from './Middle';

const bucket = 'examplebucket-1250000000';
const region = 'ap-guangzhou';
const openId = 'oTester';
const rootKey = { secretId: 'AKIDexample', secretKey: 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE' };

/** What the cloud is asked to be from its start. */
type CosChange = Partial<Parameters<typeof startCosServer>[0]>;

/**
 * A phone on a cloud that can be made to fail in each way: COS and STS, who issues the keys with the code of the cloud function,
 * and what stands between. COS has its real host: the phone is shown the way to this computer.
 */
export class Stage {
  readonly bucket = bucket;
  readonly prefix = `users/${openId}/`;
  readonly middle = new Middle();
  readonly phone = new TestPhone({ proxy: (url) => this.#routed(url) });
  /** Answers a request for a key; what it throws is refused with 403. */
  issue: () => Promise<unknown> = () => this.key();
  /** By how many seconds the clock of who issues keys is fast. */
  issuerAhead = 0;
  cos!: CosServer;
  #sts!: StsServer;
  #issuer!: Listening;
  #dir = '';

  async start(change: CosChange = {}): Promise<void> {
    this.#dir = await mkdtemp(join(tmpdir(), 'failures-'));
    // Not `Date.now` itself: a test that moves the time moves it for phone and cloud alike.
    const clock = () => Date.now();
    this.cos = await startCosServer({
      port: 0,
      dataDir: this.#dir,
      bucket,
      region,
      clock,
      ...rootKey,
      ...change,
    });
    this.#sts = await startStsServer({ port: 0, ...rootKey });
    await this.middle.start(this.cos.url);
    const issuer = createServer((_request, response) => {
      response.setHeader('Date', new Date(Date.now() + this.issuerAhead * 1000).toUTCString());
      this.issue().then(
        (answer) => response.end(JSON.stringify(answer)),
        ({ message }: Error) => response.writeHead(403).end(JSON.stringify({ errMsg: message })),
      );
    });
    this.#issuer = await listen(issuer, 0, '127.0.0.1');
    Object.assign(globalThis, { wx: this.phone.wx, window: {} });
  }

  /** As before the last provocation. */
  async reset(): Promise<void> {
    this.issue = () => this.key();
    this.issuerAhead = 0;
    this.middle.tamper = undefined;
    this.middle.answer = undefined;
    this.cos.faults.reset();
    await this.phone.renew();
  }

  async close(): Promise<void> {
    await this.phone.close();
    await Promise.all([this.cos, this.#sts, this.#issuer, this.middle].map((one) => one.close()));
    await rm(this.#dir, { recursive: true });
  }

  /** Flows of a Mini Program that has just started: nothing is known of the network, the clock or the key. */
  flows(change: Partial<CosConfig> = {}, options: FlowsOptions = {}): Flows {
    const config: CosConfig = {
      bucket,
      region,
      addressing: 'path-style',
      credentials: { url: `${this.#issuer.url}/key` },
      ...change,
    };
    // What fails is told at once, instead of being tried again.
    const limits = { uploadPauses: [], operationPauses: [], patience: 0, ...options.limits };
    const { createFlows } = jest.requireActual<typeof import('../../../miniprogram/cos/createFlows')>(
      '../../../miniprogram/cos/createFlows',
    );
    return createFlows(config, { ...options, limits });
  }

  settings(change: Partial<Record<string, string>> = {}): Settings {
    return readSettings({
      SECRET_ID: rootKey.secretId,
      SECRET_KEY: rootKey.secretKey,
      BUCKET: bucket,
      REGION: region,
      STS_ENDPOINT: this.#sts.url,
      ...change,
    });
  }

  /** A key as the cloud function with these settings issues it. */
  async key(change: Partial<Record<string, string>> = {}): Promise<Answer> {
    return (await answerFor(this.settings(change), openId)).answer;
  }

  /** A key with a policy that somebody changed, and what it allows. */
  async keyWith(change: (policy: Policy) => Policy): Promise<Answer> {
    const policy = change(createPolicy(this.settings(), openId));
    const { key } = await requestKey(this.settings(), policy);
    return { ...(await this.key()), ...key, allows: allowedBy(policy) };
  }

  #routed(url: URL): URL {
    if (!url.hostname.endsWith('.myqcloud.com')) return url;
    return new URL(url.pathname + url.search, this.middle.url);
  }
}
