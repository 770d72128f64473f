import type { AppTask, FileToSend } from '../AppMessages';
import { askForKey, type IssuedKey } from './askForKey';
import type { Wx } from './Wx';

interface ObjectFile {
  readonly Bucket: string;
  readonly Region: string;
  readonly Key: string;
  readonly FilePath: string;
}

type Callback<Answer> = (error: unknown, answer: Answer) => void;

/** What the ways use of cos-wx-sdk-v5. */
export interface Sdk {
  postObject(params: ObjectFile, callback: Callback<unknown>): void;
  uploadFiles(
    params: { readonly files: readonly ObjectFile[] },
    callback: Callback<{ readonly files: readonly { readonly error: unknown }[] }>,
  ): void;
}

interface SdkOptions {
  readonly ForcePathStyle: boolean;
  readonly Domain: string;
  getAuthorization(options: unknown, callback: (key: object) => void): void;
}

export interface LoadedSdk {
  readonly sdk: Sdk;
  /** A file as the SDK takes it, under the user's prefix. */
  objectOf(file: FileToSend, key: IssuedKey): ObjectFile;
  key(): Promise<IssuedKey>;
}

/** The SDK as it is installed, with one temporary key for all that it sends: by itself it asks for one with each call. */
export function loadSdk({ modules, cloud }: AppTask, wx: Wx): LoadedSdk {
  const Client: new (options: SdkOptions) => Sdk = require(modules.sdk);
  let asked: Promise<IssuedKey> | undefined;
  const key = (): Promise<IssuedKey> => {
    asked ??= askForKey(wx, cloud);
    return asked;
  };
  const sdk = new Client({
    ForcePathStyle: true,
    Domain: cloud.cos,
    getAuthorization(_options, callback) {
      key().then(({ credentials, startTime, expiredTime }) =>
        callback({
          TmpSecretId: credentials.tmpSecretId,
          TmpSecretKey: credentials.tmpSecretKey,
          SecurityToken: credentials.sessionToken,
          StartTime: startTime,
          ExpiredTime: expiredTime,
        }),
      );
    },
  });
  return {
    sdk,
    key,
    objectOf: ({ path, name }, { bucket, region, prefix }) => ({
      Bucket: bucket,
      Region: region,
      Key: `${prefix}${name}`,
      FilePath: path,
    }),
  };
}
