import { actions } from '../actions';
import type { Connection } from '../client/Connection';
import type { CosClient } from '../client/CosClient';
import type { Credential } from '../client/Credential';
import { hostOfUrl } from '../client/hostOf';
import { type Attempt, Failure, type FailureParams } from '../failures/Failure';
import type { FailureCode } from '../failures/FailureCode';
import { foreignHost } from '../host/hostApp';
import { fromWx } from '../task/fromWx';
import type { CheckId, Note } from './Check';
import { fetchBytes } from './fetchBytes';
import type { TestObjects } from './TestObjects';

export interface CheckContext {
  readonly connection: Connection;
  readonly objects: TestObjects;
}

export interface CheckDefinition {
  /** When one of these has failed, or was skipped, this one would say nothing new. */
  readonly needs: readonly CheckId[];
  /** A needed one that failed by one of these is no hindrance. */
  readonly despite?: readonly FailureCode[];
  /** Rejects with what went wrong, whatever it is. */
  run(context: CheckContext): Promise<Note | undefined>;
}

/** Seconds: a phone's clock that is off by more makes certificates and keys of others invalid. The client itself copes. */
const CLOCK_OFF = 300;

/** What the template calls and each phone has to have, from base library 2.11.0 on; what is newer is asked for where it is used. */
const APIS = [
  'request',
  'uploadFile',
  'downloadFile',
  'login',
  'getFileSystemManager',
  'getSetting',
  'authorize',
  'openSetting',
  'saveImageToPhotosAlbum',
  'saveVideoToPhotosAlbum',
  'chooseImage',
  'setClipboardData',
  'getNetworkType',
  'onNetworkStatusChange',
  'onAppHide',
  'onAppShow',
] as const;

/** Base library 2.32.3, and not in older typings. */
interface PrivacyApis {
  getPrivacySetting?(options: {
    success(told: { needAuthorization: boolean }): void;
    fail(error: { errMsg: string }): void;
  }): void;
  requirePrivacyAuthorize(options: { success(): void; fail(error: { errMsg: string }): void }): void;
}

export const definitions: Readonly<Record<CheckId, CheckDefinition>> = {
  host: {
    needs: [],
    async run() {
      const host = foreignHost();
      if (host) throw failed('not-supported', `this is ${host.en}, not WeChat`);
      return undefined;
    },
  },

  library: {
    needs: ['host'],
    async run({ connection }) {
      const { SDKVersion, version } = wx.getAppBaseInfo?.() ?? wx.getSystemInfoSync();
      const missing: string[] = APIS.filter((api) => typeof wx[api] !== 'function');
      if ('cloudFunction' in Object(connection.config.credentials) && !wx.cloud) missing.push('cloud');
      if (missing.length > 0) {
        const detail = `base library ${SDKVersion} has no ${missing.map((name) => `wx.${name}`).join(', ')}`;
        throw failed('not-supported', detail);
      }
      return { name: 'versions', wechat: version, library: SDKVersion };
    },
  },

  network: {
    needs: ['host'],
    async run({ connection }) {
      const { networkType } = await fromWx<{ networkType: string }>(
        'getNetworkType',
        connection.limits.files,
        (success, fail) => wx.getNetworkType({ success, fail }),
      );
      if (networkType === 'none') throw failed('network-interrupted', 'WeChat says that there is no network');
      return fact(networkType);
    },
  },

  settings: {
    needs: ['host'],
    run({ connection }) {
      const { bucket, region, addressing } = connection.config;
      return connection.run(other, async () => fact(`${bucket} · ${region} · ${addressing}`));
    },
  },

  privacy: {
    needs: ['host'],
    /**
     * No dialog comes of it: nothing is called that would ask for an agreement. Whether each WeChat tells here that a purpose is
     * not declared is documented nowhere; at the latest it tells when something is chosen or saved.
     */
    async run({ connection }) {
      const { getPrivacySetting, requirePrivacyAuthorize } = wx as unknown as PrivacyApis;
      if (!getPrivacySetting) return undefined;
      const { files } = connection.limits;
      const { needAuthorization } = await fromWx<{ needAuthorization: boolean }>(
        'getPrivacySetting',
        files,
        (success, fail) => getPrivacySetting({ success, fail }),
      );
      if (needAuthorization) return { name: 'not-asked' };
      await fromWx<void>('requirePrivacyAuthorize', files, (resolve, fail) =>
        requirePrivacyAuthorize({ success: () => resolve(), fail }),
      );
      return undefined;
    },
  },

  function: {
    needs: ['network', 'settings'],
    async run({ connection }) {
      await withKey(connection, async () => undefined).catch((failure: Failure) => {
        // It has answered. What is wrong with the key is told of the key.
        if (failure.code !== 'credential-malformed') throw failure;
      });
      const { credentials } = connection.config;
      return fact('url' in credentials ? hostOfUrl(credentials.url) : credentials.cloudFunction);
    },
  },

  key: {
    needs: ['function'],
    run: ({ connection }) =>
      withKey(connection, async (client, { expiresAt, allows }) => {
        const missing = Object.values(actions).filter((action) => allows && !(action in allows));
        if (missing.length > 0) {
          const action = missing.join(', ');
          throw failed('access-denied', `the key's policy has no ${action}`, { kind: 'action', action });
        }
        const seconds = Math.round((expiresAt - client.clock.now()) / 1000);
        return { name: 'life', seconds, isOpen: allows === undefined };
      }),
  },

  clock: {
    needs: ['key'],
    despite: ['access-denied'],
    run: ({ connection }) =>
      withKey(connection, async ({ clock }) => {
        const seconds = Math.round((Date.now() - clock.now()) / 1000);
        if (Math.abs(seconds) > CLOCK_OFF)
          throw failed('clock-skewed', `the phone's clock is off by ${seconds} s`, {
            kind: 'phone',
            seconds,
          });
        return seconds === 0 ? undefined : { name: 'clock', seconds };
      }),
  },

  request: {
    needs: ['key'],
    despite: ['access-denied'],
    run: asking((client) => heardBy(listOne(client))),
  },

  uploadFile: {
    needs: ['request'],
    despite: ['domain-not-listed', 'access-denied'],
    run: asking((client, objects) => heardBy(objects.sendPicture(client))),
  },

  downloadFile: {
    needs: ['request'],
    despite: ['domain-not-listed', 'access-denied'],
    run: asking(async (client, objects) =>
      heardBy(fetchBytes(client, reading, await objects.pictureKey(client))),
    ),
  },

  addressing: {
    needs: ['request'],
    run: asking(async (client) => {
      await listOne(client).catch((failure: Failure) => {
        // All else is told of the list.
        if (ABOUT_THE_BUCKET.has(failure.code)) throw failure;
      });
      return fact(client.target.host);
    }),
  },

  list: {
    needs: ['addressing'],
    run: doing(listOne),
  },

  upload: {
    needs: ['addressing', 'uploadFile'],
    run: doing((client, objects) => objects.sendPicture(client)),
  },

  parts: {
    needs: ['addressing'],
    run: doing((client, objects) => objects.sendInParts(client)),
  },

  read: {
    needs: ['downloadFile', 'upload'],
    run: asking(async (client, objects) => {
      const key = await objects.picture(client);
      await client.headObject(reading, key);
      const bytes = await fetchBytes(client, reading, key);
      const sent = objects.bytes;
      const isSame = bytes.length === sent.length && bytes.every((byte, at) => byte === sent[at]);
      if (!isSame)
        throw failed(
          'checksum-mismatch',
          `${bytes.length} bytes came, not the ${sent.length} that were sent`,
        );
      return undefined;
    }),
  },

  image: {
    needs: ['read'],
    /** What COS answers where image processing is off was not to be found out: no picture means that. */
    run: asking(async (client, objects) => {
      const key = await objects.picture(client);
      const isMade = await fetchBytes(client, reading, key, 'imageMogr2/format/jpg').then(
        (bytes) => bytes[0] === 0xff && bytes[1] === 0xd8,
        (failure: Failure) => {
          if (!isAnswered(failure)) throw failure;
          return false;
        },
      );
      return isMade ? undefined : { name: 'no-processing' };
    }),
  },

  album: {
    needs: ['host'],
    /** Only how it stands: WeChat asks the person when something is saved. */
    async run({ connection }) {
      const { authSetting } = await fromWx<{ authSetting: Record<string, boolean | undefined> }>(
        'getSetting',
        connection.limits.files,
        (success, fail) => wx.getSetting({ success: (told) => success(told as never), fail }),
      );
      const allowed = authSetting['scope.writePhotosAlbum'];
      if (allowed === false) throw failed('album-refused', 'scope.writePhotosAlbum was refused before');
      return allowed ? undefined : { name: 'not-asked' };
    },
  },

  delete: {
    needs: ['addressing'],
    run: doing((client, objects) => objects.remove(client)),
  },
};

/** None of a flow's: what waits for the first listing or upload of this start does not wait for a check. */
const other: Attempt = { action: 'other' };
const KEY: Attempt = { action: 'credential' };
const listing: Attempt = { action: 'list' };
const reading: Attempt = { action: 'save' };

/** What COS refuses whoever asks. */
const ABOUT_THE_BUCKET: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'path-style-refused',
  'bucket-missing',
  'config-incomplete',
]);

/** A check that asks COS, and may have found out something. */
function asking(
  work: (client: CosClient, objects: TestObjects) => Promise<Note | undefined>,
): CheckDefinition['run'] {
  return ({ connection, objects }) => connection.run(other, (client) => work(client, objects));
}

/** A check that something can be done. */
function doing(work: (client: CosClient, objects: TestObjects) => Promise<void>): CheckDefinition['run'] {
  return asking(async (client, objects) => {
    await work(client, objects);
    return undefined;
  });
}

function withKey<T>(
  connection: Connection,
  look: (client: CosClient, key: Credential) => Promise<T>,
): Promise<T> {
  return connection.run(other, async (client) => look(client, await client.credential(KEY)));
}

async function listOne(client: CosClient): Promise<void> {
  const { prefix } = await client.credential(listing);
  await client.listObjects(listing, { prefix, limit: 1 });
}

/** Resolves when COS has answered, whatever: then WeChat let the request out, and it arrived. */
async function heardBy(request: Promise<unknown>): Promise<undefined> {
  await request.catch((error: unknown) => {
    if (!(error instanceof Failure && isAnswered(error))) throw error;
  });
  // TypeScript before 5.1, which hosts have, wants to read it.
  return undefined;
}

function isAnswered({ requestId, code }: Failure): boolean {
  return requestId !== undefined && code !== 'foreign-answer';
}

function failed(code: FailureCode, detail: string, params: FailureParams = {}): Failure {
  return new Failure({ code, attempt: other, detail, params });
}

function fact(text: string): Note {
  return { name: 'fact', text };
}
