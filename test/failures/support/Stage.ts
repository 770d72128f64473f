import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { allowedBy } from '../../../cloudfunctions/cos-credentials/src/allowedBy';
import { type Answer, answerFor } from '../../../cloudfunctions/cos-credentials/src/answerFor';
import { createPolicy, type Policy } from '../../../cloudfunctions/cos-credentials/src/createPolicy';
import { linkFor } from '../../../cloudfunctions/cos-credentials/src/linkFor';
import { requestKey } from '../../../cloudfunctions/cos-credentials/src/requestKey';
import { readSettings, type Settings } from '../../../cloudfunctions/cos-credentials/src/settings';
import { type CosServer, startCosServer } from '../../../dev/cos-server/startCosServer';
import { type Listening, listen } from '../../../dev/http/listen';
import type { PhoneSettings } from '../../../dev/simulator/messages/PhoneProtocol';
import { type StsServer, startStsServer } from '../../../dev/sts-server/startStsServer';
import type { CosConfig } from '../../../miniprogram/cos/client/CosConfig';
import type { Flows, FlowsOptions } from '../../../miniprogram/cos/createFlows';
import { sign } from '../../cos-server/support/sign';
import { TestPhone } from '../../support/phone/TestPhone';
import type { Api, WxError } from '../../support/phone/WatchedCalls';
import { Middle } from './Middle';

const bucket = 'examplebucket-1250000000';
const region = 'ap-guangzhou';
const openId = 'oTester';
const rootKey = { secretId: 'AKIDexample', secretKey: 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE' };

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
  /** Answers a question for a link in the same way. */
  signLink: (link: unknown) => unknown = (link) => linkFor(this.settings(), openId, link);
  /** By how many seconds the clock of who issues keys is fast. */
  issuerAhead = 0;
  cos!: CosServer;
  /** COS as for a bucket made since 2024. */
  newBucket!: CosServer;
  #sts!: StsServer;
  #issuer!: Listening;
  #dir = '';

  async start(): Promise<void> {
    this.#dir = await mkdtemp(join(tmpdir(), 'failures-'));
    // Not `Date.now` itself: a test that moves the time moves it for phone and cloud alike.
    const clock = () => Date.now();
    const place = { port: 0, bucket, region, clock, ...rootKey };
    this.cos = await startCosServer({ ...place, dataDir: join(this.#dir, 'old') });
    this.newBucket = await startCosServer({
      ...place,
      dataDir: join(this.#dir, 'new'),
      createdSince2024: true,
    });
    this.#sts = await startStsServer({ port: 0, ...rootKey });
    await this.middle.start(this.cos.url);
    const answer = async (request: IncomingMessage) => {
      const { link } = (await json(request)) as { link?: unknown };
      return link === undefined ? this.issue() : this.signLink(link);
    };
    const issuer = createServer((request, response) => {
      response.setHeader('Date', new Date(Date.now() + this.issuerAhead * 1000).toUTCString());
      answer(request).then(
        (answered) => response.end(JSON.stringify(answered)),
        ({ message }: Error) => response.writeHead(403).end(JSON.stringify({ errMsg: message })),
      );
    });
    this.#issuer = await listen(issuer, 0, '127.0.0.1');
    Object.assign(globalThis, { wx: this.phone.wx, window: {} });
  }

  /** As before the last provocation. */
  async reset(): Promise<void> {
    this.issue = () => this.key();
    this.signLink = (link) => linkFor(this.settings(), openId, link);
    this.issuerAhead = 0;
    jest.spyOn(Date, 'now').mockRestore();
    this.middle.reset();
    this.cos.faults.reset();
    await this.phone.renew();
  }

  async close(): Promise<void> {
    await this.phone.close();
    await Promise.all(
      [this.cos, this.newBucket, this.#sts, this.#issuer, this.middle].map((one) => one.close()),
    );
    await rm(this.#dir, { recursive: true });
  }

  /** Where keys are asked for. */
  get keyUrl(): string {
    return `${this.#issuer.url}/key`;
  }

  config(change: Partial<CosConfig> = {}): CosConfig {
    const credentials = { url: this.keyUrl };
    return { bucket, region, addressing: 'path-style', credentials, ...change };
  }

  /** A Mini Program that has just started: nothing is known of the clock or the key. What fails is not tried again. */
  flows(change: Partial<CosConfig> = {}, { limits }: FlowsOptions = {}): Flows {
    const { createFlows } = jest.requireActual<typeof import('../../../miniprogram/cos/createFlows')>(
      '../../../miniprogram/cos/createFlows',
    );
    const once = { uploadPauses: [], operationPauses: [], networkPauses: [], patience: 0 };
    return createFlows(this.config(change), { limits: { ...once, ...limits } });
  }

  /** From now on each request is answered with this error. */
  cosSays(status: number, code: string, message?: string): void {
    const failure = {
      kind: 'status',
      status,
      code,
      share: 1,
      ...(message !== undefined && { message }),
    } as const;
    this.cos.faults.change({ failures: [failure] });
  }

  /** From now on each call of an API fails with this. */
  wechatSays(api: Api, error: WxError): void {
    this.phone.calls.fail(api, error);
  }

  /** A request with the permanent key of the account. */
  async asOwner(
    method: string,
    key: string,
    {
      query = {},
      ...more
    }: { query?: Record<string, string>; headers?: Record<string, string>; body?: string },
  ): Promise<void> {
    const authorization = sign(rootKey, { method, path: `/${key}`, query });
    const url = new URL(`/${encodeURI(key)}`, this.cos.url);
    url.search = new URLSearchParams(query).toString();
    const { status } = await fetch(url, {
      method,
      ...more,
      headers: { ...more.headers, authorization },
    });
    if (status >= 400) throw new Error(`${method} ${url} was answered ${status}`);
  }

  /** The clocks of phone and cloud go on by so much. */
  later(seconds: number): void {
    const { now } = Date;
    jest.spyOn(Date, 'now').mockImplementation(() => now() + seconds * 1000);
  }

  /** Changes a setting of the phone. Resolves when the Mini Program has heard of it. */
  async set(change: Partial<PhoneSettings>): Promise<void> {
    this.phone.simulated.settings.update(change);
    await nextTurn();
  }

  /** Resolves when it holds. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await nextTurn();
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

  async keyOf(user: string): Promise<Answer> {
    return (await answerFor(this.settings(), user)).answer;
  }

  /** A key whose policy lacks an action. */
  keyWithout(action: string): Promise<Answer> {
    return this.keyWith(({ version, statement }) => ({
      version,
      statement: statement.flatMap((one) => {
        const left = one.action.filter((name) => name !== action);
        return left.length > 0 ? [{ ...one, action: left }] : [];
      }),
    }));
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
